//! The site's pictures, looked into and given to whoever shows them.
//!
//! In: the author's files, and which of them documents show, and where. Out: for each document the
//! pictures that it shows, so that it is built again when one of them changes; what is published of
//! pictures beside the author's files; a finding at the place that shows a faulty one.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use super::{
    links::{Resolved, Shown},
    resolver::encoded,
};
use crate::{
    diagnostic::{Diagnostic, Rule},
    journey::{Asset, Image},
    kept::{Kept, Same, settled},
    pictures::{self, Picture, SIZES, Wanted, is_picture},
    site_folder::SiteFolder,
    source::Place,
    store::Stored,
    text::slug::fold_path,
};

/// What is kept between two runs.
#[derive(Debug)]
pub struct Memory {
    looked: pictures::Memory,
    published: Kept<Vec<Same<Picture>>, Arc<Published>>,
    assets: Kept<AssetsKey, Arc<Vec<Asset>>>,
}

/// What is published of the author's files depends on what there is, and on what is withheld.
type AssetsKey = (Same<Vec<Asset>>, BTreeSet<String>);

impl Memory {
    /// Nothing yet. Without `keeping` nothing ever.
    pub fn new(keeping: bool) -> Self {
        Memory {
            looked: pictures::Memory::new(keeping),
            published: Kept::new(keeping),
            assets: Kept::new(keeping),
        }
    }
}

/// What is published of pictures, by addresses: in place of the author's file or beside it.
pub type Published = BTreeMap<String, Stored>;

/// All pictures of a site, by their marked addresses.
#[derive(Debug, Default)]
pub struct Album(HashMap<String, Same<Picture>>);

/// Some of them: those that a document shows, or those of a folder.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Seen(BTreeMap<String, Same<Picture>>);

/// The pictures that a document's front matter names, their descriptions still empty.
#[derive(Debug, Default)]
pub struct Named {
    /// The picture.
    pub image: Option<Image>,
    /// The logo.
    pub logo: Option<Image>,
}

/// The author's files without those pictures that stand only in what is left out, as internal or
/// as a draft. `resolved` are the references of all documents.
pub fn without_withheld<'r>(
    assets: &Arc<Vec<Asset>>,
    resolved: impl Iterator<Item = &'r Resolved> + Clone,
    logo: &Option<Shown>,
    memory: &mut Memory,
) -> Arc<Vec<Asset>> {
    let withheld = resolved
        .clone()
        .flat_map(|one| one.withheld.iter().cloned());
    let mut withheld: BTreeSet<String> = withheld.collect();
    if !withheld.is_empty() {
        for address in resolved.flat_map(Resolved::addresses) {
            withheld.remove(address);
        }
        if let Some(logo) = logo {
            withheld.remove(&logo.address);
        }
    }
    if withheld.is_empty() {
        return Arc::clone(assets);
    }
    let key = (Same(Arc::clone(assets)), withheld);
    memory.assets.get(key, |(assets, withheld), _| {
        let is_published =
            |asset: &&Asset| !is_picture(&asset.url) || !withheld.contains(&encoded(&asset.url));
        Arc::new(assets.iter().filter(is_published).cloned().collect())
    })
}

/// Looks into all pictures among the author's files. `shown` are those that pages show.
pub fn look<'s>(
    site: &SiteFolder,
    assets: &[Asset],
    shown: impl Iterator<Item = &'s Shown>,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Album, Arc<Published>) {
    let mut places: HashMap<&str, &Place> = HashMap::new();
    for Shown { address, place } in shown {
        places.entry(address).or_insert(place);
    }
    let mut candidates = Vec::new();
    for asset in assets {
        if places.is_empty() && !is_picture(&asset.url) {
            continue;
        }
        let address = encoded(&asset.url);
        let place = places.get(address.as_str()).copied();
        if place.is_some() || is_picture(&asset.url) {
            candidates.push((asset, address, place));
        }
    }
    let wanted = candidates.iter().map(|(asset, _, place)| Wanted {
        url: asset.url.clone(),
        file: asset.file.clone(),
        is_shown: place.is_some(),
    });
    let looked = pictures::look(site, wanted.collect(), &mut memory.looked);
    for (picture, (asset, _, place)) in looked.iter().zip(&candidates) {
        let name = asset.path.rsplit('/').next().unwrap_or(&asset.path);
        let whole_file = || Place::whole_file(&asset.path);
        let place = || place.map_or_else(whole_file, Clone::clone);
        let faults = picture.faults.iter();
        diagnostics.extend(faults.map(|fault| fault.finding(place(), name)));
    }
    let pictures: Vec<Same<Picture>> = looked.into_iter().map(Same).collect();
    let key = pictures.clone();
    let published = memory.published.get(key, |pictures, earlier| {
        let urls = candidates.iter().map(|(asset, ..)| &asset.url);
        settled(earlier, published(urls.zip(&pictures)))
    });
    diagnostics.extend(collisions(assets, &pictures));
    let addresses = candidates.into_iter().map(|(_, address, _)| address);
    (Album(addresses.zip(pictures).collect()), published)
}

fn published<'p>(pictures: impl Iterator<Item = (&'p String, &'p Same<Picture>)>) -> Published {
    let mut all = Published::new();
    for (url, picture) in pictures {
        let cleaned = picture.cleaned.iter().map(|stored| (url, stored));
        let variants = picture.variants.iter().map(|one| (&one.url, &one.stored));
        let files = cleaned.chain(variants);
        all.extend(files.map(|(url, stored)| (url.clone(), stored.clone())));
    }
    all
}

/// Author's files that bear the name of one of ours.
fn collisions(assets: &[Asset], pictures: &[Same<Picture>]) -> Vec<Diagnostic> {
    let claimed = pictures.iter().flat_map(|picture| &picture.claimed);
    let ours: HashMap<String, &String> = claimed.map(|url| (fold_path(url), url)).collect();
    if ours.is_empty() {
        return Vec::new();
    }
    let collision = |asset: &Asset| {
        let url = ours.get(&fold_path(&asset.url))?;
        let place = Place::whole_file(&asset.path);
        let message = format!("a file takes the place of `{url}`, which the program writes");
        Some(Diagnostic::new(Rule::ReservedName, place, message).help("rename it"))
    };
    assets.iter().filter_map(collision).collect()
}

impl Album {
    /// The pictures that documents show.
    pub fn seen<'r>(&self, resolved: impl IntoIterator<Item = &'r Resolved>) -> Seen {
        let shown = resolved.into_iter().flat_map(|resolved| &resolved.shown);
        let picture = |Shown { address, .. }: &Shown| {
            let picture = self.0.get(address)?.clone();
            Some((address.clone(), picture))
        };
        Seen(shown.filter_map(picture).collect())
    }

    /// The picture at an address.
    pub fn image(&self, address: String) -> Image {
        image(address, |address| self.0.get(address))
    }
}

impl Seen {
    /// The pictures that a document's front matter names.
    pub fn named(&self, resolved: &Resolved) -> Named {
        let image = |address: &String| image(address.clone(), |address| self.0.get(address));
        Named {
            image: resolved.image.as_ref().map(image),
            logo: resolved.logo.as_ref().map(image),
        }
    }

    /// What stands behind the address of a picture in a tag, quotation mark and all: its size, and
    /// the widths to choose from. `tag` is the tag from there on.
    pub fn attributes(&self, address: &str, tag: &str) -> String {
        let Some(picture) = self.0.get(address) else {
            return String::new();
        };
        let mut out = String::new();
        let tag = tag.split('>').next().unwrap_or(tag);
        let has = |name: &str| tag.contains(&format!(" {name}="));
        if let Some((width, height)) = picture.size
            && !has("width")
            && !has("height")
        {
            out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        let srcset = picture.srcset(address, encoded).replace('&', "&amp;");
        if !srcset.is_empty() && !has("srcset") {
            out.push_str(&format!(" srcset=\"{srcset}\" sizes=\"{SIZES}\""));
        }
        out
    }

    /// What stands in `src`: the picture's address, or that of a smaller one.
    pub fn address<'a>(&self, address: &'a str) -> std::borrow::Cow<'a, str> {
        match self.0.get(address).and_then(|picture| picture.largest()) {
            Some(url) => encoded(url).into(),
            None => address.into(),
        }
    }
}

fn image<'p>(address: String, find: impl Fn(&str) -> Option<&'p Same<Picture>>) -> Image {
    let Some(picture) = find(&address) else {
        return Image {
            src: address,
            ..Image::default()
        };
    };
    Image {
        size: picture.size,
        srcset: picture.srcset(&address, encoded),
        src: picture.largest().map_or(address, encoded),
        alt: String::new(),
    }
}
