/**
 * Videos that strangers sent. Nothing here decodes them: the frame around them is read, must be whole, and loses what is
 * not needed to play them, such as the place where it was taken. That is overwritten where it stands, so that all
 * addresses inside the file stay right.
 */
import { withByteFile } from "./byte-file";
import type { VideoType } from "./content-type";
import { cleanMp4 } from "./mp4";
import { type VideoFacts, VideoRefused } from "./video-facts";
import { cleanWebm } from "./webm";

/** Reads what a video says about itself and takes out what it need not say. @throws VideoRefused. */
export async function cleanVideo(path: string, type: VideoType): Promise<VideoFacts> {
  const clean = type === "video/mp4" ? cleanMp4 : cleanWebm;
  try {
    return await withByteFile(path, clean);
  } catch (error) {
    // What it says of itself points behind its end.
    if (error instanceof RangeError) throw new VideoRefused("unreadable");
    throw error;
  }
}
