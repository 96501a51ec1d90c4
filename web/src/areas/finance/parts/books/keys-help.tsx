import { Kbd, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Panel } from "../../../../design/values";
import { useKeysSetting } from "./keys";
import classes from "./matching.module.css";

const keys = [
  ["J, K", "walk"],
  ["1–9", "choose"],
  ["M", "match"],
  ["F", "suggestions"],
  ["S", "several"],
  ["E", "explain"],
  ["U", "undo"],
] as const;

/** Which keys there are, and the switch that turns them off. */
export function KeysHelp() {
  const { t } = useTranslation("finance");
  const [isOn, setOn] = useKeysSetting();
  return (
    <Panel title={t("matching.keys.title")}>
      <Switch
        mb="sm"
        label={t("matching.keys.on")}
        checked={isOn}
        onChange={(event) => setOn(event.currentTarget.checked)}
      />
      <dl className={classes["keys"]}>
        {keys.map(([key, name]) => (
          <div key={name}>
            <dt>
              <Kbd style={{ whiteSpace: "nowrap" }}>{key}</Kbd>
            </dt>
            <dd>{t(`matching.keys.${name}`)}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
