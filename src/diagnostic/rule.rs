//! The rules by name. Each finding belongs to one of them.

use super::Severity;

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident = $name:literal $severity:ident,)*) => {
        /// What can be wrong. Rules have names, not numbers; warnings can be silenced by name
        /// in `[check] allow`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $($(#[$doc])* $variant,)*
        }

        impl Rule {
            /// All rules, in the order of the report's documentation.
            pub const ALL: &'static [Rule] = &[$(Rule::$variant,)*];

            /// The name that reports show and `[check] allow` takes.
            pub fn name(self) -> &'static str {
                match self { $(Rule::$variant => $name,)* }
            }

            /// Whether breaking it stops publishing.
            pub fn severity(self) -> Severity {
                match self { $(Rule::$variant => Severity::$severity,)* }
            }
        }
    };
}

rules! {
    /// A file is not UTF-8.
    NotUtf8 = "not-utf8" Error,
    /// A file of the site cannot be read.
    UnreadableFile = "unreadable-file" Error,
    /// A path leads out of the site folder, through a symbolic link or `..`.
    OutsideSite = "outside-site" Error,
    /// The front matter is opened by `---` and never closed.
    UnclosedFrontMatter = "unclosed-front-matter" Error,
    /// The front matter is not YAML.
    YamlSyntax = "yaml-syntax" Error,
    /// The settings are not TOML.
    TomlSyntax = "toml-syntax" Error,
    /// A key is given twice.
    DuplicateKey = "duplicate-key" Error,
    /// A key that means nothing here.
    UnknownKey = "unknown-key" Error,
    /// A value of the wrong type: text where a number belongs.
    WrongType = "wrong-type" Error,
    /// A value of the right type that cannot be: a date that does not exist, a number out of range.
    WrongValue = "wrong-value" Error,
    /// A key that must be there is not.
    MissingKey = "missing-key" Error,
    /// A map, stage or page has no title.
    MissingTitle = "missing-title" Error,
    /// The settings file is missing.
    MissingSettings = "missing-settings" Error,
    /// The content folder is missing.
    MissingContent = "missing-content" Error,
    /// Two things would be published at one URL.
    CollidingUrls = "colliding-urls" Error,
    /// An author's file bears the name of one that the program writes.
    ReservedName = "reserved-name" Error,
    /// Two parts of one page have the same anchor.
    DuplicateAnchor = "duplicate-anchor" Error,
    /// A link inside the site leads nowhere.
    BrokenLink = "broken-link" Error,
    /// A link leads to a page that has no such anchor.
    BrokenAnchor = "broken-anchor" Error,
    /// An image is not there.
    MissingImage = "missing-image" Error,
    /// A picture that cannot be read, or that no browser shows.
    BrokenPicture = "broken-picture" Error,
    /// A picture with too many bytes or pixels.
    OversizedPicture = "oversized-picture" Error,
    /// `phase`, `loops-to` or `template` names something that does not exist.
    UnknownReference = "unknown-reference" Error,
    /// A map has both stages of its own and segments, or a part stands outside any map.
    MisplacedFile = "misplaced-file" Error,
    /// A confidential client's true name stands in what would be published.
    ConfidentialName = "confidential-name" Error,
    /// A theme is not there or its `theme.toml` is wrong.
    UnknownTheme = "unknown-theme" Error,
    /// A template is not there.
    MissingTemplate = "missing-template" Error,
    /// A template cannot be read.
    TemplateSyntax = "template-syntax" Error,
    /// A template fails while a page is rendered.
    TemplateRendering = "template-rendering" Error,
    /// A key of mdBook's that has no meaning here.
    ForeignKey = "foreign-key" Warning,
    /// A name in `[check] allow` that is no warning's.
    UnknownRule = "unknown-rule" Warning,
    /// Two stages bear one number.
    RepeatedStageNumber = "repeated-stage-number" Warning,
    /// A number is missing between two stages.
    SkippedStageNumber = "skipped-stage-number" Warning,
    /// The numbers of a list skip or repeat.
    SkippedListNumber = "skipped-list-number" Warning,
    /// A lane stands twice in one stage.
    RepeatedLane = "repeated-lane" Warning,
    /// A heading is one typing error away from a lane's name.
    NearMissHeading = "near-miss-heading" Warning,
    /// Text directly above `---` or `===` that Markdown turns into a heading.
    SetextHeading = "setext-heading" Warning,
    /// An image without a description.
    MissingAlt = "missing-alt" Warning,
    /// A link with a scheme other than http, https, mailto, tel; it is taken out.
    UnsafeLink = "unsafe-link" Warning,
    /// An image on another host: whoever opens the page would ask that host for it.
    RemoteImage = "remote-image" Warning,
    /// A picture whose name promises another format.
    MisnamedPicture = "misnamed-picture" Warning,
    /// A picture that is published as it is, because its format is not known here.
    UnknownPicture = "unknown-picture" Warning,
    /// A drawing with a script in it, or with something from another host.
    ActiveDrawing = "active-drawing" Warning,
    /// A symbolic link that loops or leads to nothing.
    BrokenSymlink = "broken-symlink" Warning,
    /// A map without stages.
    EmptyMap = "empty-map" Warning,
    /// A page in a language that is not published yet.
    UnpublishedLanguage = "unpublished-language" Warning,
}

impl Rule {
    /// The rule of that name.
    pub fn by_name(name: &str) -> Option<Rule> {
        Rule::ALL.iter().copied().find(|rule| rule.name() == name)
    }
}
