/**
 * The one family of errors that may reach a caller. Each has a stable `code`, an HTTP status and parameters; the text is
 * looked up in the caller's language at the edge. Anything else that is thrown is a bug and becomes a 500.
 */

export interface FieldProblem {
  /** JSON pointer into the request, such as `/body/fee/amountMinor`. */
  readonly pointer: string;
  /** A ready sentence in the caller's language. */
  readonly detail: string;
}

export type ProblemParams = Readonly<Record<string, string | number>>;

export class AppError extends Error {
  readonly code: string;
  readonly status: number;
  readonly params: ProblemParams;
  /**
   * Extra members of the problem document, such as the current state after a lost race. `pointer`, the JSON pointer to
   * the one field a business rule is about, becomes an entry of `errors`. A function is called with the reader's locale.
   */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    code: string,
    params: ProblemParams = {},
    extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
    this.name = "AppError";
    this.status = status;
    this.code = code;
    this.params = params;
    this.extra = extra;
  }
}

/** 409: well-formed, but it contradicts the present state. */
export class ConflictError extends AppError {
  constructor(code: string, params?: ProblemParams, extra?: Readonly<Record<string, unknown>>) {
    super(409, code, params, extra);
    this.name = "ConflictError";
  }
}

/** 422: a value that no state could make acceptable. */
export class InvalidError extends AppError {
  constructor(code: string, params?: ProblemParams, extra?: Readonly<Record<string, unknown>>) {
    super(422, code, params, extra);
    this.name = "InvalidError";
  }
}

/**
 * 404: it does not exist, or it belongs to somebody else. The two must look the same to the byte, so this error takes no
 * parameters: neither a kind nor an id may leak through it.
 */
export class NotFoundError extends AppError {
  constructor() {
    super(404, "not_found");
    this.name = "NotFoundError";
  }
}

/** An amount that cannot be represented. Callers at the edge turn it into a 422 with a pointer. */
export class AmountError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "AmountError";
  }
}

/** A broken promise inside the product. Never caught to continue: money must stop rather than go wrong. */
export class InvariantError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "InvariantError";
  }
}

/** Something the operator has to mend, said in one sentence; printed without a stack. */
export class OperatorError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "OperatorError";
  }
}
