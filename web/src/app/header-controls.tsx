/** Language, colour scheme and user, at the right of the header. */
import {
  ActionIcon,
  Button,
  Group,
  Menu,
  Text,
  useComputedColorScheme,
  useMantineColorScheme,
} from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { Icon } from "../design/icons";
import { inLanguage, languageNames, languages } from "../i18n/languages";
import { homeOf } from "./audiences";
import { useLeave } from "./leave";
import { useHref } from "./links";
import { useSession } from "./session";

function LanguageMenu() {
  const { t, i18n } = useTranslation();
  const { pathname, search } = useLocation();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          px="xs"
          miw="fit-content"
          leftSection={<Icon name="language" />}
          aria-label={t("language.label", {
            code: i18n.language.toUpperCase(),
            name: languageNames[i18n.language as "en"],
          })}
        >
          {i18n.language.toUpperCase()}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map((language) => (
          <Menu.Item
            key={language}
            component={Link}
            to={`${inLanguage(pathname, language)}${search}`}
            lang={language}
            hrefLang={language}
            rightSection={language === i18n.language ? <Icon name="check" size={16} /> : null}
          >
            {languageNames[language]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function SchemeButton() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  const other = scheme === "dark" ? "light" : "dark";
  return (
    <ActionIcon onClick={() => setColorScheme(other)} aria-label={t(`scheme.${other}`)}>
      <Icon name={other === "dark" ? "moon" : "sun"} />
    </ActionIcon>
  );
}

function UserMenu() {
  const { t } = useTranslation();
  const { me } = useSession();
  const href = useHref();
  const leave = useLeave();
  if (!me) {
    return (
      <Button component={Link} to={href("/log-in")} px="md" miw="fit-content">
        {t("user.logIn")}
      </Button>
    );
  }
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          px="xs"
          aria-label={t("user.label", { name: me.displayName })}
        >
          <Icon name="person" />
          <Text component="span" visibleFrom="sm" ml="xs" size="sm">
            {me.displayName}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me.displayName}
          <br />
          {me.email}
        </Menu.Label>
        <Menu.Item component={Link} to={href(homeOf(me))} leftSection={<Icon name="home" />}>
          {t("user.home")}
        </Menu.Item>
        <Menu.Item onClick={() => void leave()} leftSection={<Icon name="exit" />}>
          {t("user.logOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

export function HeaderControls() {
  return (
    <Group gap={4} wrap="nowrap">
      <LanguageMenu />
      <SchemeButton />
      <UserMenu />
    </Group>
  );
}
