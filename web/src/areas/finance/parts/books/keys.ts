/** Single keys for people who settle hundreds of lines. They can be switched off, because speech input types letters too. */
import { useLocalStorage } from "@mantine/hooks";
import { useEffect, useRef } from "react";

export function useKeysSetting() {
  return useLocalStorage({ key: "kampanye-desk-keys", defaultValue: true });
}

/** Where letters are text, or a dialog asks something, they are nobody's command. */
function isTyping(target: EventTarget | null): boolean {
  const isInField =
    target instanceof HTMLElement &&
    target.closest("input, textarea, select, [role=dialog]") !== null;
  return isInField || document.querySelector("[role=dialog]") !== null;
}

export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const [isOn] = useKeysSetting();
  const newest = useRef(keys);
  useEffect(() => {
    newest.current = keys;
  });
  useEffect(() => {
    if (!isOn) return undefined;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const act = newest.current[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [isOn]);
}
