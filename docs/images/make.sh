#!/usr/bin/env bash
# Remakes the pictures of the README from the example site. Needs Rust and Chromium, nothing else.
#
#     docs/images/make.sh
#
# CHROMIUM names the browser where it is not called `chromium`; CJM_SITE names a program that is
# built already. With `pngquant` on the path the pictures become smaller.
set -euo pipefail
cd "$(dirname "$0")/../.."

chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}
pictures=$PWD/docs/images
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [[ -n ${CJM_SITE:-} ]]; then
    "$CJM_SITE" build --quiet --dest-dir "$work/site"
else
    cargo run --release --quiet -- build --quiet --dest-dir "$work/site"
fi

# A view of a page: a frame of that width and height, at a part of the page. Frames, because a
# browser's own window cannot be made as narrow as a phone.
view() { # width height page
    echo "<iframe width=$1 height=$2 src='site/$3' scrolling=no></iframe>"
}

# A picture of a few views: name, width, height; the views come from standard input.
picture() {
    {
        echo "<!doctype html><meta charset=utf-8><style>"
        echo "body { margin: 0; display: flex; flex-wrap: wrap; gap: 16px; background: #fff }"
        echo "iframe { border: 0; display: block }</style>"
        cat
    } > "$work/$1.html"
    "$chromium" --headless --no-sandbox --disable-gpu --hide-scrollbars \
        --force-prefers-reduced-motion --force-device-scale-factor=1 \
        --blink-settings=preferredColorScheme=1 --virtual-time-budget=5000 \
        --window-size="$2,$3" --screenshot="$pictures/$1.png" "file://$work/$1.html" 2> "$work/log" ||
        { cat "$work/log" >&2; exit 1; }
    if command -v pngquant > /dev/null; then
        pngquant --force --skip-if-larger --ext .png 256 "$pictures/$1.png" || [[ $? == 98 ]]
    fi
    echo "$pictures/$1.png: $(stat --format %s "$pictures/$1.png") bytes"
}

page=zhk-berega/index.html
{ view 1440 1190 "$page"; view 1440 900 "$page#journey"; } | picture agency-desktop 1440 2106
{ view 360 760 "$page"; view 360 760 "$page#journey"; view 360 760 "$page#ocenka-barery"; } |
    picture agency-phone 1112 760
view 1440 1190 tipovoy-put/index.html | picture atlas-desktop 1440 1190
page=marketplaces/store-owners/index.html
{ view 1440 1190 "$page"; view 1440 900 "$page#poisk-resheniya"; } | picture longread-desktop 1440 2106
{ view 360 760 tipovoy-put/index.html; view 360 760 "$page"; view 360 760 "$page#poisk-resheniya"; } |
    picture themes-phone 1112 760
for map in zhk-berega tipovoy-put marketplaces/store-owners; do
    echo "<img src='site/$map/card.png' width=464 height=244>"
done | picture share-cards 1424 244
