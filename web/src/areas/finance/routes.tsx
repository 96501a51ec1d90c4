import { defineArea } from "../../app/area";
import { booksNavigation, booksPages } from "./books-routes";

export const financeArea = defineArea({
  id: "finance",
  pages: [{ path: "", load: () => import("./pages/home") }, ...booksPages],
  navigation: [{ to: "", label: "nav.home", icon: "home" }, ...booksNavigation],
});
