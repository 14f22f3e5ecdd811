// Pictures of pages, small enough to be kept: each pixel is the mean colour of 8 by 8 of the page's.
// Compared are windows of 2 by 2 of them, so that a line of text may sit a pixel lower, or have other
// edges, and what is elsewhere, missing, or of another colour still shows.

import { PNG } from "pngjs";

const CELL = 8;
/** How far a window's mean may be off, of 255, and which share of the windows may be farther off. */
const FAR = 16;
const SHARE = 0.006;
/** How much taller or lower the page may be. */
const HEIGHT = 0.02;

/** A screenshot in small; `scale` is its device's. Levels are rounded, for the file's sake. */
export function small(screenshot, scale = 1) {
  const { width, height, data } = PNG.sync.read(screenshot);
  const cell = CELL * scale;
  const picture = new PNG({ width: Math.floor(width / cell), height: Math.floor(height / cell) });
  const sums = new Float64Array(picture.width * 3);
  for (let y = 0; y < picture.height; y += 1) {
    sums.fill(0);
    for (let row = y * cell; row < (y + 1) * cell; row += 1) {
      for (let x = 0, at = row * width * 4; x < picture.width * cell; x += 1, at += 4) {
        const sum = Math.floor(x / cell) * 3;
        sums[sum] += data[at];
        sums[sum + 1] += data[at + 1];
        sums[sum + 2] += data[at + 2];
      }
    }
    for (let x = 0; x < picture.width; x += 1) {
      const level = (channel) => Math.min(255, Math.round(sums[x * 3 + channel] / cell / cell / 8) * 8);
      picture.data.set([level(0), level(1), level(2), 255], (y * picture.width + x) * 4);
    }
  }
  return picture;
}

export const write = (picture) => PNG.sync.write(picture, { colorType: 2, deflateLevel: 9 });
export const read = (bytes) => PNG.sync.read(bytes);

/**
 * How two small pictures differ: which share of the windows is far off, how much taller the second is,
 * and a picture in which what differs is red.
 */
export function difference(accepted, actual) {
  const { width } = accepted;
  const height = Math.min(accepted.height, actual.height);
  const picture = new PNG({ width, height });
  const mean = ({ data, width: row }, x, y, channel) => (data[(y * row + x) * 4 + channel] + data[(y * row + x + 1) * 4 + channel] + data[((y + 1) * row + x) * 4 + channel] + data[((y + 1) * row + x + 1) * 4 + channel]) / 4;
  let far = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const inside = x + 1 < width && y + 1 < height;
      const off = inside && [0, 1, 2].some((channel) => Math.abs(mean(accepted, x, y, channel) - mean(actual, x, y, channel)) > FAR);
      if (off) far += 1;
      const at = (y * width + x) * 4;
      const grey = 128 + actual.data[(y * actual.width + x) * 4] / 2;
      picture.data.set(off ? [220, 0, 0, 255] : [grey, grey, grey, 255], at);
    }
  }
  const taller = actual.height / accepted.height - 1;
  return { far: far / (width * height), taller, picture, same: width === actual.width && far / (width * height) <= SHARE && Math.abs(taller) <= HEIGHT };
}
