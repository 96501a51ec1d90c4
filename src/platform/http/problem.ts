import type { ErrorRequestHandler, Request, Response } from "express";
import { AmountError, AppError, ConflictError, InvalidError } from "../../kernel/errors";
import { defaultLocale, type Locale, locales } from "../../kernel/locale";
import { sqlState, violatedConstraint } from "../db/unit-of-work";
import { type Logger, loggedPath } from "../logger";
import type { ProblemTexts } from "./texts";

export function localeOf(request: Request, preferred?: Locale): Locale {
  const header = request.headers["accept-language"];
  const wished = header ? request.acceptsLanguages([...locales]) : false;
  if (wished) return wished as Locale;
  return preferred ?? defaultLocale;
}

/** Where the one file of an upload stands in the request. */
export const uploadPointer = "/body/file";

/** What body-parser, the router and multer throw: errors that carry their own 4xx status. */
function fromHttpError(error: unknown): AppError | undefined {
  const { status, type, code } = error as { status?: number; type?: string; code?: string };
  if (code === "LIMIT_FILE_SIZE" || status === 413) return new AppError(413, "body_too_large");
  if (code?.startsWith("LIMIT_"))
    return new InvalidError("upload_invalid", {}, { pointer: uploadPointer });
  if (status === 415 || type === "encoding.unsupported")
    return new AppError(415, "content_type_unsupported");
  if (typeof status === "number" && status >= 400 && status < 500)
    return new AppError(400, "request_malformed");
  return undefined;
}

const unavailableStates = /^(08|57P|53)/;
const connectionCodes = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND"]);

function fromDatabaseError(error: unknown): AppError | undefined {
  const constraint = violatedConstraint(error);
  if (constraint === "ledger_balances_balance_minor_check")
    return new ConflictError("balance_insufficient");
  const code = (error as { code?: string } | undefined)?.code ?? "";
  // A server that refuses the connection itself answers before there is a query to fail.
  const state = sqlState(error) ?? code;
  const message = error instanceof Error ? error.message : "";
  if (
    unavailableStates.test(state) ||
    connectionCodes.has(code) ||
    /Connection terminated|timeout exceeded when trying to connect/.test(message)
  ) {
    return new AppError(503, "service_unavailable");
  }
  return undefined;
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof AmountError) return new InvalidError("amount_invalid");
  return fromHttpError(error) ?? fromDatabaseError(error) ?? new AppError(500, "internal_error");
}

/** When an error does not say how long to wait. */
const minuteSeconds = 60;

/** Answers with RFC 9457 problem+json. Nothing of the request is echoed, so two refusals look the same. */
export function sendProblem(
  response: Response,
  error: AppError,
  locale: Locale,
  texts: ProblemTexts,
): void {
  const { title, detail } = texts.problem(locale, error.code, error.params);
  // A rule that only the business can check may still be about one field.
  const { pointer, ...others } = error.extra;
  // A member that has to be said in the reader's language is a function of it.
  const extra = Object.fromEntries(
    Object.entries(others).map(([name, value]) => [
      name,
      typeof value === "function" ? (value as (locale: Locale) => unknown)(locale) : value,
    ]),
  );
  const errors = pointer === undefined ? {} : { errors: [{ pointer, detail }] };
  if (error.status === 503) response.setHeader("Retry-After", "5");
  if (error.status === 429) {
    const seconds = error.extra["retryAfterSeconds"];
    response.setHeader("Retry-After", typeof seconds === "number" ? seconds : minuteSeconds);
  }
  if (error.status === 401) response.setHeader("WWW-Authenticate", 'Bearer realm="kampanye"');
  response
    .status(error.status)
    .setHeader("Content-Type", "application/problem+json; charset=utf-8")
    .setHeader("Content-Language", locale)
    .end(
      JSON.stringify({
        type: `urn:kampanye:problem:${error.code}`,
        title,
        status: error.status,
        detail,
        code: error.code,
        ...errors,
        ...extra,
      }),
    );
}

/** The last handler of the application: whatever was thrown becomes a problem document. */
export function problemHandler(texts: ProblemTexts, log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const problem = toAppError(error);
    if (problem.status >= 500)
      log.error({ err: error, path: loggedPath(request.path) }, "request failed");
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const locals = response.locals as { locale?: Locale };
    const locale = locals.locale ?? localeOf(request);
    try {
      sendProblem(response, problem, locale, texts);
    } catch (failure) {
      // Express would answer with a page and a stack.
      log.error({ err: failure, path: loggedPath(request.path) }, "a problem could not be written");
      sendProblem(response, new AppError(500, "internal_error"), locale, texts);
    }
  };
}
