export { collectGauges, type Gauge } from "./gauges";
export { createWatch, type Watch, type WatchLimits } from "./watch-service";
export { createWatchdog, type Watchdog } from "./watchdog";
