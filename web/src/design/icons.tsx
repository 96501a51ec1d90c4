/** The few icons we use, drawn inline: a package of thousands would be most of the build. 24 × 24, stroked. */

const paths = {
  home: "M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-6h4v6",
  campaign: "M4 10v4l3 .5L16 19V5L7 9.5 4 10zM7 14.5L8.5 20M19 9.5a4 4 0 0 1 0 5",
  people:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 13 0M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14a6.5 6.5 0 0 1 3.5 6",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0",
  money: "M3 6h18v12H3zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM6 9.5v5M18 9.5v5",
  payout: "M3 8h14M13 4l4 4-4 4M21 16H7M11 12l-4 4 4 4",
  cheque: "M3 6h18v12H3zM6 10h7M6 14h4M15 14.5c1-1.5 2-1.5 3 0",
  bank: "M3 9l9-5 9 5zM5 10v8M9.5 10v8M14.5 10v8M19 10v8M3 20h18",
  scale: "M12 4v16M6 20h12M4 8h16M4 8l-2 6h5zM20 8l-3 6h5z",
  book: "M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3zM5 17a3 3 0 0 1 3-3h11",
  document: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
  inbox: "M4 13l3-8h10l3 8v6H4zM4 13h5l1.5 2.5h3L15 13h5",
  chart: "M4 20V4M4 20h16M8 16v-5M12.5 16V8M17 16v-3",
  settings:
    "M4 7h9M17 7h3M4 17h3M11 17h9M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  shield: "M12 3l7 3v6c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6zM9 12l2.2 2.2L15.5 10",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2",
  check: "M5 12.5l4.5 4.5L19 7.5",
  cross: "M6 6l12 12M18 6L6 18",
  warning: "M12 4l9 16H3zM12 10v4.5M12 17.2v.3",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.6v.3",
  pause: "M8 5v14M16 5v14",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l4.5 4.5",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  edit: "M4 20l1-4L16.5 4.5l3 3L8 19z",
  trash: "M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13",
  upload: "M12 16V4M7.5 8.5L12 4l4.5 4.5M4 15v5h16v-5",
  download: "M12 4v12M7.5 11.5L12 16l4.5-4.5M4 15v5h16v-5",
  print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
  link: "M10 14a4 4 0 0 0 6 .4l3-3A4 4 0 0 0 13.4 5.7l-1 1M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.6 5.7l1-1",
  menu: "M4 7h16M4 12h16M4 17h16",
  down: "M6 9.5l6 6 6-6",
  up: "M6 14.5l6-6 6 6",
  right: "M9.5 6l6 6-6 6",
  left: "M14.5 6l-6 6 6 6",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6L7 7M17 17l1.4 1.4M18.4 5.6L17 7M7 17l-1.4 1.4",
  moon: "M19 14.5A8 8 0 0 1 9.5 5 7.5 7.5 0 1 0 19 14.5z",
  language: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18",
  exit: "M14 4H5v16h9M10 12h11M17.5 8.5L21 12l-3.5 3.5",
  star: "M12 4l2.5 5.2 5.5.8-4 4 1 5.6-5-2.7-5 2.7 1-5.6-4-4 5.5-.8z",
  chat: "M4 5h16v11h-9l-5 4v-4H4z",
  flask: "M9 3h6M10 3v6l-5.5 10A1.4 1.4 0 0 0 5.8 21h12.4a1.4 1.4 0 0 0 1.3-2L14 9V3M7.5 15h9",
  columns: "M4 5h16v14H4zM9.5 5v14M15 5v14",
  refresh:
    "M20 11a8 8 0 0 0-14.5-3.5L4 9M4 4.5V9h4.5M4 13a8 8 0 0 0 14.5 3.5L20 15M20 19.5V15h-4.5",
  send: "M4 12l16-8-5 16-3.5-6.5zM11.5 13.5L20 4",
  image: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5a1 1 0 1 0 0-2 1 1 0 0 0 0 2z",
} as const;

export type IconName = keyof typeof paths;

/** Decoration beside a text; the text says what it means. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
