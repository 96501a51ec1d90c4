import { Text } from "@mantine/core";

/** What somebody wrote, with their line breaks. */
export function Prose({ text, lang }: { text: string; lang?: string | null }) {
  return (
    <Text style={{ whiteSpace: "pre-wrap" }} {...(lang ? { lang } : {})}>
      {text}
    </Text>
  );
}
