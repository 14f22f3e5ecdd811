//! Values kept together with what they were made from.
//!
//! In: what a value is made from (its key), and how. Out: the value, made anew only where the key
//! differs from the last time's. This is how the preview does again only what depends on a change,
//! by the same way through the program as a build, which keeps nothing.

use std::{collections::HashMap, convert::Infallible, hash::Hash, mem, ops::Deref, sync::Arc};

use rayon::prelude::*;

/// A shared value that equals another only where it is the very same: comparing costs nothing,
/// whatever its size. It may differ from a value that says the same; then too much is done again,
/// never too little.
#[derive(Debug)]
pub struct Same<T>(pub Arc<T>);

impl<T> Clone for Same<T> {
    fn clone(&self) -> Self {
        Same(Arc::clone(&self.0))
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Same<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// A new value, or the earlier one where that says the same: what depends on it stays as it is.
pub fn settled<T: PartialEq>(earlier: Option<&Arc<T>>, new: T) -> Arc<T> {
    match earlier {
        Some(earlier) if **earlier == new => Arc::clone(earlier),
        _ => Arc::new(new),
    }
}

/// One value, with what it was made from.
#[derive(Debug)]
pub struct Kept<K, V> {
    keeping: bool,
    last: Option<(K, V)>,
}

impl<K: PartialEq + Clone, V: Clone> Kept<K, V> {
    /// Nothing yet. Without `keeping` nothing ever.
    pub fn new(keeping: bool) -> Self {
        Kept {
            keeping,
            last: None,
        }
    }

    /// The value for a key. `make` gets the key and the value of the last time.
    pub fn get(&mut self, key: K, make: impl FnOnce(K, Option<&V>) -> V) -> V {
        let made: Result<V, Infallible> = self.try_get(key, |key, earlier| Ok(make(key, earlier)));
        match made {
            Ok(value) => value,
        }
    }

    /// The same for a value that may not come about. A failure is not kept.
    pub fn try_get<E>(
        &mut self,
        key: K,
        make: impl FnOnce(K, Option<&V>) -> Result<V, E>,
    ) -> Result<V, E> {
        if let Some((_, value)) = self.last.as_ref().filter(|(known, _)| *known == key) {
            return Ok(value.clone());
        }
        let stored = self.keeping.then(|| key.clone());
        let value = make(key, self.last.as_ref().map(|(_, value)| value))?;
        self.last = stored.map(|key| (key, value.clone()));
        Ok(value)
    }
}

/// Many values of one kind by their names, each with what it was made from.
#[derive(Debug)]
pub struct Shelf<N, K, V> {
    keeping: bool,
    rows: Vec<Row<N, K, V>>,
}

#[derive(Debug)]
struct Row<N, K, V> {
    name: N,
    key: K,
    value: V,
}

/// What was done for one name: its place among what is wanted, the row to keep, what was taken.
type Done<N, K, V, R> = (usize, Option<Row<N, K, V>>, R);

/// What is to be done for one name.
enum Work<N, K, V> {
    Keep(Row<N, K, V>),
    Make(N, K, Option<V>),
}

impl<N, K, V> Shelf<N, K, V>
where
    N: Eq + Hash + Send,
    K: PartialEq + Clone + Send,
    V: Send,
{
    /// Nothing yet. Without `keeping` nothing ever: each value is let go of as soon as it was
    /// taken.
    pub fn new(keeping: bool) -> Self {
        Shelf {
            keeping,
            rows: Vec::new(),
        }
    }

    /// Goes through all that is wanted, by name and key, in parallel: what has the same key as the
    /// last time stays, the rest is made, and whatever is not wanted any more is let go of. `make`
    /// gets the name, the key, and the value of the last time. `take` is asked of each value what
    /// to give back, in the order of `wanted`.
    pub fn renew<R: Send>(
        &mut self,
        wanted: Vec<(N, K)>,
        make: impl Fn(&N, K, Option<V>) -> V + Sync,
        take: impl Fn(&N, &V) -> R + Sync,
    ) -> Vec<R> {
        let keeping = self.keeping;
        let one = |(at, work): (usize, Work<N, K, V>)| match work {
            Work::Keep(row) => {
                let taken = take(&row.name, &row.value);
                (at, Some(row), taken)
            }
            Work::Make(name, key, earlier) => {
                let stored = keeping.then(|| key.clone());
                let value = make(&name, key, earlier);
                let taken = take(&name, &value);
                (at, stored.map(|key| Row { name, key, value }), taken)
            }
        };
        let work = self.sort_out(wanted).into_iter().enumerate();
        // What stays is no work worth a thread.
        let (keep, make): (Vec<_>, Vec<_>) =
            work.partition(|(_, work)| matches!(work, Work::Keep(_)));
        let made: Vec<Done<N, K, V, R>> = make.into_par_iter().map(one).collect();
        let kept = keep.into_iter().map(one);
        let mut done: Vec<Done<N, K, V, R>> = kept.chain(made).collect();
        done.sort_unstable_by_key(|(at, ..)| *at);
        let mut taken = Vec::with_capacity(done.len());
        self.rows = Vec::with_capacity(if keeping { done.len() } else { 0 });
        for (_, row, one) in done {
            self.rows.extend(row);
            taken.push(one);
        }
        taken
    }

    /// Finds for each name what is known of it. Mostly the names are those of the last time, in
    /// the same order.
    fn sort_out(&mut self, wanted: Vec<(N, K)>) -> Vec<Work<N, K, V>> {
        let mut rows: Vec<Option<Row<N, K, V>>> =
            mem::take(&mut self.rows).into_iter().map(Some).collect();
        let same_order = rows.len() == wanted.len()
            && rows
                .iter()
                .zip(&wanted)
                .all(|(row, (name, _))| row.as_ref().is_some_and(|row| row.name == *name));
        let places: Vec<Option<usize>> = if same_order {
            (0..rows.len()).map(Some).collect()
        } else {
            let known: HashMap<&N, usize> = rows
                .iter()
                .enumerate()
                .filter_map(|(at, row)| Some((&row.as_ref()?.name, at)))
                .collect();
            wanted
                .iter()
                .map(|(name, _)| known.get(name).copied())
                .collect()
        };
        let work = wanted.into_iter().zip(places).map(|((name, key), place)| {
            match place.and_then(|at| rows.get_mut(at)?.take()) {
                Some(row) if row.key == key => Work::Keep(row),
                row => Work::Make(name, key, row.map(|row| row.value)),
            }
        });
        work.collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

    use super::{Kept, Shelf, settled};

    #[test]
    fn a_value_is_made_again_where_its_key_differs() {
        let mut kept = Kept::new(true);
        assert_eq!(kept.get(1, |key, _| key * 10), 10);
        assert_eq!(kept.get(1, |_, _| 0), 10);
        assert_eq!(
            kept.get(2, |key, earlier| key * 10 + earlier.unwrap_or(&0)),
            30
        );
        let mut nothing = Kept::new(false);
        assert_eq!(nothing.get(1, |_, _| 1), 1);
        assert_eq!(nothing.get(1, |_, _| 2), 2);
    }

    #[test]
    fn a_shelf_makes_what_changed_and_forgets_what_is_gone() {
        let mut shelf: Shelf<&str, usize, usize> = Shelf::new(true);
        let made = AtomicUsize::new(0);
        let mut renew = |wanted: Vec<(&'static str, usize)>| {
            made.store(0, Ordering::Relaxed);
            let values = shelf.renew(
                wanted,
                |_, key, _| {
                    made.fetch_add(1, Ordering::Relaxed);
                    key * 10
                },
                |_, value| *value,
            );
            (values, made.load(Ordering::Relaxed))
        };
        assert_eq!(renew(vec![("a", 1), ("b", 2)]), (vec![10, 20], 2));
        assert_eq!(renew(vec![("a", 1), ("b", 3)]), (vec![10, 30], 1));
        assert_eq!(
            renew(vec![("c", 4), ("b", 3), ("a", 1)]),
            (vec![40, 30, 10], 1)
        );
        assert_eq!(renew(vec![("b", 3)]), (vec![30], 0));
        assert_eq!(renew(vec![("a", 1), ("b", 3)]), (vec![10, 30], 1));
    }

    #[test]
    fn a_value_that_says_the_same_is_the_same() {
        let first = settled(None, 1);
        assert!(Arc::ptr_eq(&first, &settled(Some(&first), 1)));
        assert!(!Arc::ptr_eq(&first, &settled(Some(&first), 2)));
    }
}
