/** Tokens of the design system; the rest stands in design/design.css. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const teal: MantineColorsTuple = [
  "#e9f7f5",
  "#d3ece8",
  "#a5d9d1",
  "#73c5b9",
  "#4bb4a5",
  "#2fa897",
  "#178a7b",
  "#0b6b62",
  "#07564f",
  "#04413c",
];

/** Thai first: text that is painted in a system font without Thai letters would stay boxes. Its file holds only Thai. */
const fontFamily =
  "'Noto Sans Thai Variable', 'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif";

export const theme = createTheme({
  primaryColor: "teal",
  primaryShade: { light: 7, dark: 7 },
  colors: { teal },
  fontFamily,
  headings: { fontFamily, fontWeight: "650" },
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'Liberation Mono', monospace",
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  focusRing: "auto",
  components: {
    Button: { defaultProps: { size: "md" } },
    ActionIcon: { defaultProps: { size: 44, variant: "subtle", color: "gray" } },
    TextInput: { defaultProps: { size: "md" } },
    PasswordInput: { defaultProps: { size: "md" } },
    NumberInput: { defaultProps: { size: "md" } },
    Textarea: { defaultProps: { size: "md" } },
    Select: { defaultProps: { size: "md" } },
    MultiSelect: { defaultProps: { size: "md" } },
    Anchor: { defaultProps: { underline: "always" } },
    Modal: {
      defaultProps: {
        centered: true,
        size: "lg",
        // A dialog's heading is no second banner of the page.
        attributes: { header: { role: "none" } },
      },
    },
  },
});

/** Mantine's own greys and reds fall short of 4.5 : 1 in places. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#525960",
    "--mantine-color-placeholder": "#6b7278",
    "--mantine-color-error": "#b42318",
    "--mantine-color-anchor": "#0b6b62",
    "--surface": "#ffffff",
    "--surface-muted": "#f4f6f6",
    "--line": "#d5dbdb",
  },
  dark: {
    "--mantine-color-dimmed": "#a9b1b6",
    "--mantine-color-placeholder": "#99a1a6",
    "--mantine-color-error": "#ff9d94",
    "--mantine-color-anchor": "#73c5b9",
    "--surface": "#1b1f21",
    "--surface-muted": "#24292b",
    "--line": "#3b4346",
  },
});
