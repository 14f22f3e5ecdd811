//! What the system tells, in words of our own.
//!
//! In: events and errors of the system's watches, which differ from system to system. Out:
//! messages, and none for mere reading: the program reads all that it watches.

use std::path::PathBuf;

use notify::{
    ErrorKind, Event, EventKind,
    event::{AccessKind, AccessMode, CreateKind, ModifyKind, RemoveKind, RenameMode},
};

/// Whether the system tells when a file that was written to is closed.
pub(super) const TELLS_OF_CLOSING: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// What wakes whoever waits for changes.
#[derive(Debug)]
pub(super) enum Message {
    /// Somebody asks for attention.
    Called,
    /// Something happened to a path, which is the system's name for it.
    Touched(PathBuf, How),
    /// Events were lost.
    Lost,
    /// The system's watches do not work (any more), and why.
    Failed(String),
}

/// What happened to a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum How {
    /// A file or folder was created; it may be written to.
    Created,
    /// A file was written to, and may be again.
    Written,
    /// A file that was written to has been closed.
    Closed,
    /// It is there now under this name, renamed.
    Came,
    /// Permissions, times.
    Changed,
    /// It is there no longer.
    Gone(Was),
    /// Something; only a look at it says what.
    Unclear,
}

/// What is known of something that is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Was {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// Either.
    Unknown,
    /// What is under this name now.
    Renamed(PathBuf),
}

/// The messages for one event.
pub(super) fn messages(event: notify::Result<Event>) -> Vec<Message> {
    let event = match event {
        Ok(event) if event.need_rescan() => return vec![Message::Lost],
        Ok(event) => event,
        Err(error) if is_of_a_path(&error) => return vec![Message::Lost],
        Err(error) => return vec![Message::Failed(reason(&error))],
    };
    let how = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => How::Closed,
        EventKind::Access(_) => return Vec::new(),
        EventKind::Create(CreateKind::Any | CreateKind::File | CreateKind::Folder) => How::Created,
        EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Any) => How::Written,
        EventKind::Modify(ModifyKind::Metadata(_)) => How::Changed,
        EventKind::Modify(ModifyKind::Name(RenameMode::To)) => How::Came,
        EventKind::Modify(ModifyKind::Name(RenameMode::From)) => How::Gone(Was::Unknown),
        EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => return renamed(event.paths),
        EventKind::Remove(RemoveKind::File) => How::Gone(Was::File),
        EventKind::Remove(RemoveKind::Folder) => How::Gone(Was::Folder),
        EventKind::Remove(_) => How::Gone(Was::Unknown),
        EventKind::Create(_) | EventKind::Modify(_) | EventKind::Any | EventKind::Other => {
            How::Unclear
        }
    };
    let touched = |path| Message::Touched(path, how.clone());
    event.paths.into_iter().map(touched).collect()
}

/// A renaming of which both names are known.
fn renamed(paths: Vec<PathBuf>) -> Vec<Message> {
    let mut paths = paths.into_iter();
    match (paths.next(), paths.next()) {
        (Some(from), Some(to)) => vec![
            Message::Touched(from, How::Gone(Was::Renamed(to.clone()))),
            Message::Touched(to, How::Came),
        ],
        (only, _) => only
            .map(|path| Message::Touched(path, How::Unclear))
            .into_iter()
            .collect(),
    }
}

/// Whether an error says that a path is not there, rather than that watching does not work.
pub(super) fn is_of_a_path(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound | ErrorKind::WatchNotFound => true,
        ErrorKind::Io(error) => matches!(
            error.kind(),
            std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory
        ),
        _ => false,
    }
}

/// Why watching does not work, as part of a sentence.
pub(super) fn reason(error: &notify::Error) -> String {
    let what = match &error.kind {
        ErrorKind::MaxFilesWatch => "the system lets no more folders be watched".to_owned(),
        ErrorKind::Io(error) => error.to_string(),
        ErrorKind::Generic(words) => words.clone(),
        _ => error.to_string(),
    };
    match error.paths.first() {
        Some(path) => format!("{what}: `{}`", path.display()),
        None => what,
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use notify::{
        Error, ErrorKind, Event, EventKind,
        event::{AccessKind, AccessMode, Flag, ModifyKind, RenameMode},
    };

    use super::{How, Message, Was, messages};

    fn touched(kind: EventKind, paths: &[&str]) -> Vec<(String, How)> {
        let event = paths
            .iter()
            .fold(Event::new(kind), |event, path| event.add_path(path.into()));
        let messages = messages(Ok(event))
            .into_iter()
            .map(|message| match message {
                Message::Touched(path, how) => (path.display().to_string(), how),
                other => panic!("{other:?}"),
            });
        messages.collect()
    }

    #[test]
    fn reading_is_not_told() {
        for kind in [
            AccessKind::Any,
            AccessKind::Read,
            AccessKind::Other,
            AccessKind::Open(AccessMode::Any),
            AccessKind::Open(AccessMode::Write),
            AccessKind::Close(AccessMode::Read),
            AccessKind::Close(AccessMode::Any),
        ] {
            assert_eq!(touched(EventKind::Access(kind), &["a"]), [], "{kind:?}");
        }
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert_eq!(touched(closed, &["a"]), [("a".to_owned(), How::Closed)]);
    }

    #[test]
    fn a_renaming_has_two_ends() {
        let both = EventKind::Modify(ModifyKind::Name(RenameMode::Both));
        let from = How::Gone(Was::Renamed("b".into()));
        assert_eq!(
            touched(both, &["a", "b"]),
            [("a".to_owned(), from), ("b".to_owned(), How::Came)]
        );
        assert_eq!(touched(both, &["a"]), [("a".to_owned(), How::Unclear)]);
        assert_eq!(
            touched(EventKind::Any, &["a"]),
            [("a".to_owned(), How::Unclear)]
        );
    }

    #[test]
    fn loss_and_failure_are_two_things() {
        let overflow = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert!(matches!(messages(Ok(overflow))[..], [Message::Lost]));
        let gone = Error::new(ErrorKind::PathNotFound).add_path("a".into());
        assert!(matches!(messages(Err(gone))[..], [Message::Lost]));
        let full = Error::new(ErrorKind::MaxFilesWatch).add_path("/s/c".into());
        let [Message::Failed(why)] = &messages(Err(full))[..] else {
            panic!("not a failure");
        };
        assert_eq!(why, "the system lets no more folders be watched: `/s/c`");
        let error = Error::io(io::Error::other("no luck"));
        assert!(matches!(&messages(Err(error))[..], [Message::Failed(why)] if why == "no luck"));
    }
}
