import { phrase } from "@hullwatch/core/phrase";
import sharp from "sharp";
import { ImageError } from "./errors.ts";

/** (px) The longer side of a thumbnail: enough to recognise a thing by, and to print it at 8 cm. */
const side = 640;
/** (px) A picture of more is not opened: 100 megapixels are 400 MB in memory, and more than a camera aboard makes. */
const largest = 100_000_000;

sharp.cache(false);
sharp.concurrency(1);

const open = (path: string) => sharp(path, { limitInputPixels: largest, failOn: "error", sequentialRead: true });

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Writes a thumbnail of the picture at `path` to `to` (WebP, upright, without the picture's metadata). Throws `ImageError`. */
export async function makeThumbnail(path: string, to: string): Promise<Size> {
  try {
    const { autoOrient } = await open(path).metadata();
    await open(path)
      .autoOrient()
      .resize(side, side, { fit: "inside", withoutEnlargement: true })
      .webp({ quality: 75 })
      .toFile(to);
    return { width: autoOrient.width, height: autoOrient.height };
  } catch (error) {
    throw new ImageError(
      phrase`found a picture that cannot be shown (${(error as Error).message}), expected a sound one`,
    );
  }
}
