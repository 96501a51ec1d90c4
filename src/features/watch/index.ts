export { collectGauges } from "./gauges";
export { createWatch, type Watch } from "./watch-service";
export { createWatchdog, type Watchdog } from "./watchdog";
