/** Files in a form: small ones are held in memory, large ones go to the disk while they arrive. */
import { finished } from "node:stream/promises";
import type { Request, RequestHandler, Response } from "express";
import multer, { MulterError, type StorageEngine } from "multer";
import { AppError, InvalidError } from "../../kernel/errors";
import { dropSpooled, type FileStore, type SpooledFile } from "../files/file-store";
import type { UploadedFile } from "./contract";
import { uploadPointer } from "./problem";

const uploadBytesMax = 20 * 1024 * 1024;
/** A settlement report of a million lines has 150 MB. */
const spooledBytesMax = 1024 * 1024 * 1024;

const limits = { files: 1, fields: 0, parts: 2 };

/** A form can only fail by what was sent, but the parser below multer gives its errors no status. */
function settled(next: (error?: unknown) => void) {
  return (error: unknown) => {
    const isOurs = error instanceof MulterError || error instanceof AppError;
    if (error === undefined || isOurs) return next(error);
    next(new InvalidError("upload_invalid", {}, { pointer: uploadPointer }));
  };
}

const readForm = multer({
  storage: multer.memoryStorage(),
  limits: { ...limits, fileSize: uploadBytesMax },
}).single("file");

export const readUpload: RequestHandler = (request, response, next) => {
  readForm(request, response, settled(next));
};

interface Spooling {
  spooled?: SpooledFile;
}

/** The file of a form that went to the disk. */
export const spooledOf = (request: Request): SpooledFile | undefined =>
  (request.file as (Express.Multer.File & Spooling) | undefined)?.spooled;

/** Hands what `work` comes to on to a callback, outside of the promise. */
function handOver<T>(work: Promise<T>, done: (error: Error | null, value?: T) => void): void {
  work.then(
    (value) => void setImmediate(done, null, value),
    (error: Error) => void setImmediate(done, error),
  );
}

function storageOf(files: FileStore): StorageEngine {
  const keep = async (stream: NodeJS.ReadableStream, name: string) => {
    const spooled = await files.spool(stream, name);
    return { path: spooled.path, spooled };
  };
  return {
    _handleFile: (_request, file, done) => handOver(keep(file.stream, file.originalname), done),
    _removeFile: (_request, file, done) => handOver(dropSpooled(file), done),
  };
}

/** Whatever became of the request, nothing stays behind that nobody has kept. */
async function dropWhenOver(request: Request, response: Response): Promise<void> {
  await finished(response).catch(() => undefined);
  const file = spooledOf(request);
  if (file) await dropSpooled(file);
}

export function spoolUpload(files: FileStore): RequestHandler {
  const readLarge = multer({
    storage: storageOf(files),
    limits: { ...limits, fileSize: spooledBytesMax },
  }).single("file");
  return (request, response, next) => {
    void dropWhenOver(request, response);
    readLarge(request, response, settled(next));
  };
}

/** The file that an upload holds in memory. */
export function uploadOf(request: Request): UploadedFile | undefined {
  if (!request.file || spooledOf(request)) return undefined;
  return { bytes: request.file.buffer, fileName: request.file.originalname };
}
