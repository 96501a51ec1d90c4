/** Fields that several steps use. */
import { TagsInput, type TagsInputProps, Textarea } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface LinesInputProps {
  label: string;
  value?: string[];
  onChange?(value: string[]): void;
  error?: ReactNode;
}

/** Several sentences, one in each line. */
export function LinesInput({ label, value = [], onChange, error }: LinesInputProps) {
  const { t } = useTranslation("brand");
  return (
    <Textarea
      label={label}
      description={t("wizard.onePerLine")}
      autosize
      minRows={2}
      value={value.join("\n")}
      onChange={(event) => onChange?.(event.currentTarget.value.split("\n"))}
      error={error}
    />
  );
}

interface MarkedTagsProps extends Omit<TagsInputProps, "onChange"> {
  /** What each tag begins with; people often leave it out. */
  mark: "#" | "@";
  onChange?(value: string[]): void;
}

export function MarkedTags({ mark, onChange, ...rest }: MarkedTagsProps) {
  const marked = (tag: string) => {
    const bare = tag.trim().replaceAll(/\s+/g, "");
    return bare.startsWith(mark) ? bare : `${mark}${bare}`;
  };
  return (
    <TagsInput
      splitChars={[",", " "]}
      onChange={(tags) => onChange?.([...new Set(tags.map(marked))])}
      {...rest}
    />
  );
}
