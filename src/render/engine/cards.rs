//! What `card.svg` can call: lines of type and the landscape, which templates cannot make.
//!
//! In: arguments of a template. Out: `fit(…)`, a text in lines with the type size at which they
//! fit, and `landscape(…)`, a piece of SVG.

use std::sync::Arc;

use serde::Serialize;
use tera::{Kwargs, State, Tera, TeraResult, Value};

use crate::render::{
    charts::cover::{Landscape, ROUTE, landscape},
    share_card::{CardFonts, Room, set},
};

/// Registers the functions.
pub fn register(tera: &mut Tera, fonts: &Arc<CardFonts>) {
    let fonts = Arc::clone(fonts);
    tera.register_function(
        "fit",
        move |args: Kwargs, _: &State<'_>| -> TeraResult<Value> { fit(&fonts, &args) },
    );
    tera.register_function("landscape", Landscapes);
}

/// A text in lines, as templates get it.
#[derive(Serialize)]
struct Fitted {
    lines: Vec<String>,
    size: u32,
    leading: f64,
    height: f64,
    width: f64,
}

/// `fit(text=…, width=…, largest=…, …)`.
fn fit(fonts: &CardFonts, args: &Kwargs) -> TeraResult<Value> {
    let largest = args.must_get::<u32>("largest")?.clamp(1, 1000);
    let room = Room {
        width: args.must_get::<f64>("width")?,
        height: args.get::<f64>("height")?.unwrap_or(f64::INFINITY),
        lines: args.get::<usize>("lines")?.unwrap_or(1),
        largest,
        smallest: args.get::<u32>("smallest")?.unwrap_or(largest),
        leading: args.get::<f64>("leading")?.unwrap_or(1.1),
    };
    let families = fonts.families();
    let Some(first) = families.first() else {
        return Err(tera::Error::message(
            "the theme has no fonts in `card-fonts/`".to_owned(),
        ));
    };
    let family = args.get::<&str>("family")?.unwrap_or(first);
    let weight = args.get::<u16>("weight")?.unwrap_or(400);
    let Some(face) = fonts.face(family, weight) else {
        return Err(tera::Error::message(format!(
            "there is no font `{family}` in the theme's `card-fonts/`; there are: {}",
            families.join(", ")
        )));
    };
    let text = fonts.drawable(args.must_get::<&str>("text")?);
    let set = set(&text, &room, &|text| fonts.width(face, text));
    let size = f64::from(set.size);
    let widest = set.lines.iter().map(|line| fonts.width(face, line) * size);
    Ok(Value::from_serializable(&Fitted {
        height: set.lines.len() as f64 * size * room.leading,
        width: widest.fold(0.0, f64::max),
        lines: set.lines,
        size: set.size,
        leading: room.leading * size,
    }))
}

/// `landscape(emotions=card.emotions, seed=card.seed, top=…, contour=…, ground=…, route=…)`.
struct Landscapes;

impl tera::Function<TeraResult<String>> for Landscapes {
    fn call(&self, args: Kwargs, _: &State<'_>) -> TeraResult<String> {
        let emotions: Vec<Option<f64>> = args
            .must_get::<&[Value]>("emotions")?
            .iter()
            .map(Value::as_f64)
            .collect();
        Ok(landscape(&Landscape {
            emotions: &emotions,
            seed: args.must_get("seed")?,
            width: args.get("width")?.unwrap_or(1200.0),
            height: args.get("height")?.unwrap_or(630.0),
            top: args.must_get("top")?,
            margin: args.get("margin")?.unwrap_or(80.0),
            contour: args.must_get("contour")?,
            contour_opacity: args.get("contour_opacity")?.unwrap_or(1.0),
            ground: args.must_get("ground")?,
            route: args.must_get("route")?,
            route_width: args
                .get("route_width")?
                .map_or(ROUTE, |width: f64| width.clamp(1.0, 40.0)),
        }))
    }

    fn is_safe(&self) -> bool {
        true
    }
}
