export { type BookFormat, bookFormats } from "./book-formats";
export { booksRoutes } from "./books-routes";
export { exportBooks } from "./export";
