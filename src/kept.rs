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
    /// Boxed, because they are passed on from run to run and seldom touched.
    rows: Vec<Box<Row<N, K, V>>>,
}

#[derive(Debug)]
struct Row<N, K, V> {
    name: N,
    key: K,
    value: V,
}

/// Rows at their places; none where there is nothing, or nothing any more.
type Rows<N, K, V> = Vec<Option<Box<Row<N, K, V>>>>;

/// What is to be made: its place among what is wanted, name and key, and the earlier value.
type Making<N, K, V> = (usize, N, K, Option<V>);

/// The rows that stay, what is to be made, and whether the names are those of the last time.
type SortedOut<N, K, V> = (Rows<N, K, V>, Vec<Making<N, K, V>>, bool);

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

    /// Goes through all that is wanted, by name and key: what has the same key as the last time
    /// stays, the rest is made, in parallel, and whatever is not wanted any more is let go of.
    /// `make` gets the name, the key, and the value of the last time. `take` is asked of each value
    /// what to give back, in the order of `wanted`.
    pub fn renew<R: Send>(
        &mut self,
        wanted: Vec<(N, K)>,
        make: impl Fn(&N, K, Option<V>) -> V + Sync,
        take: impl Fn(&N, &V) -> R + Sync,
    ) -> Vec<R> {
        self.renew_but(|_| false, wanted, make, take)
    }

    /// The same, but `take` may be spared what stays: `pass_over` is told whether the names are
    /// those of the last time, in the same order, and says whether only what was made is taken.
    pub fn renew_but<R: Send>(
        &mut self,
        pass_over: impl FnOnce(bool) -> bool,
        wanted: Vec<(N, K)>,
        make: impl Fn(&N, K, Option<V>) -> V + Sync,
        take: impl Fn(&N, &V) -> R + Sync,
    ) -> Vec<R> {
        let keeping = self.keeping;
        let (mut rows, making, same_names) = self.sort_out(wanted);
        let pass_over = pass_over(same_names);
        let one = |(at, name, key, earlier): Making<N, K, V>| {
            let stored = keeping.then(|| key.clone());
            let value = make(&name, key, earlier);
            let taken = take(&name, &value);
            (
                at,
                stored.map(|key| Box::new(Row { name, key, value })),
                taken,
            )
        };
        // What stays is no work worth a thread.
        let stayed = |row: &Option<Box<Row<N, K, V>>>| {
            let row = row.as_ref().filter(|_| !pass_over)?;
            Some(take(&row.name, &row.value))
        };
        let mut taken: Vec<Option<R>> = rows.iter().map(stayed).collect();
        let made: Vec<_> = making.into_par_iter().map(one).collect();
        for (at, row, one) in made {
            if let (Some(place), Some(result)) = (rows.get_mut(at), taken.get_mut(at)) {
                *place = row;
                *result = Some(one);
            }
        }
        self.rows = rows.into_iter().flatten().collect();
        taken.into_iter().flatten().collect()
    }

    /// Finds for each name what is known of it: the rows that stay, at their places, and what is to
    /// be made.
    fn sort_out(&mut self, wanted: Vec<(N, K)>) -> SortedOut<N, K, V> {
        let mut known: Rows<N, K, V> = mem::take(&mut self.rows).into_iter().map(Some).collect();
        let places = places(&known, &wanted);
        let same_names = places.is_none();
        let mut making = Vec::new();
        let mut rows = Vec::with_capacity(wanted.len());
        for (at, (name, key)) in wanted.into_iter().enumerate() {
            let place = match &places {
                None => Some(at),
                Some(places) => places.get(at).copied().flatten(),
            };
            let row = place.and_then(|place| known.get_mut(place)?.take());
            rows.push(match row {
                Some(row) if row.key == key => Some(row),
                row => {
                    making.push((at, name, key, row.map(|row| row.value)));
                    None
                }
            });
        }
        (rows, making, same_names)
    }
}

/// Where each of the names wanted stands among the known ones. `None` where they are those of the
/// last time, in the same order, as they mostly are.
fn places<N: Eq + Hash, K, V>(
    known: &Rows<N, K, V>,
    wanted: &[(N, K)],
) -> Option<Vec<Option<usize>>> {
    let same_order = known.len() == wanted.len()
        && known
            .iter()
            .zip(wanted)
            .all(|(row, (name, _))| row.as_ref().is_some_and(|row| row.name == *name));
    if same_order {
        return None;
    }
    let by_name: HashMap<&N, usize> = known
        .iter()
        .enumerate()
        .filter_map(|(at, row)| Some((&row.as_ref()?.name, at)))
        .collect();
    let place = |(name, _): &(N, K)| by_name.get(name).copied();
    Some(wanted.iter().map(place).collect())
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
