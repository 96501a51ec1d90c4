/** RFC 9457 problem documents, as errors. */

interface FieldProblem {
  /** Where the wrong value stands in the request, such as `/body/budget/amountMinor`. */
  pointer: string;
  detail: string;
}

interface ProblemDocument {
  status: number;
  code: string;
  title: string;
  detail: string;
  errors?: FieldProblem[];
  [member: string]: unknown;
}

export class ApiProblem extends Error {
  readonly status: number;
  /** Stable name of the problem, for programs. */
  readonly code: string;
  /** Short name of the problem in the language of the page. */
  readonly title: string;
  readonly detail: string;
  readonly fields: readonly FieldProblem[];
  /** Everything the document says, with members that only this problem has. */
  readonly document: Readonly<ProblemDocument>;

  constructor(document: ProblemDocument) {
    super(document.detail);
    this.name = "ApiProblem";
    this.document = document;
    this.status = document.status;
    this.code = document.code;
    this.title = document.title;
    this.detail = document.detail;
    this.fields = document.errors ?? [];
  }

  /** The first field the server points at, if any. */
  get pointer(): string | undefined {
    return this.fields[0]?.pointer;
  }

  /** True when nothing is known about whether the request was carried out: the same key must be used again. */
  get isOutcomeUnknown(): boolean {
    return this.status >= 500 || this.code === "idempotency_in_progress";
  }
}

/** No answer came at all: no network, or the server is away. Whether the request was carried out is unknown. */
export class ConnectionProblem extends Error {
  constructor() {
    super("no answer");
    this.name = "ConnectionProblem";
  }
}

function isProblemDocument(value: unknown): value is ProblemDocument {
  return typeof value === "object" && value !== null && "code" in value && "detail" in value;
}

/** @returns the problem an answer holds; a proxy's page becomes a lost connection. */
export function toProblem(text: string): ApiProblem | ConnectionProblem {
  try {
    const document: unknown = JSON.parse(text);
    return isProblemDocument(document) ? new ApiProblem(document) : new ConnectionProblem();
  } catch {
    return new ConnectionProblem();
  }
}

export function isOutcomeUnknown(error: unknown): boolean {
  return error instanceof ApiProblem ? error.isOutcomeUnknown : true;
}
