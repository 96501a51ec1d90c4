import { readFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import { z } from "zod";
import { createUser, personFields } from "../../features/identity";
import { defaultLocale, locales } from "../../kernel/locale";
import { exitCodesHelp, print, UsageError, withComposition } from "./session";

const staffRoles = ["finance_maker", "finance_checker", "operator"] as const;

interface Options {
  email: string;
  role: (typeof staffRoles)[number];
  name?: string;
  locale: string;
  passwordFile?: string;
}

const inputBytesMax = 10_000;

async function readStandardInput(): Promise<string> {
  if (process.stdin.isTTY) {
    throw new UsageError("Give the password with --password-file or through standard input.");
  }
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) {
    text += String(chunk);
    if (text.length > inputBytesMax) throw new UsageError("Standard input is too long.");
  }
  return text;
}

async function readPassword(file: string | undefined): Promise<string> {
  const text = file === undefined ? await readStandardInput() : await readText(file);
  // The line end that an editor or `echo` adds is not part of the password.
  return text.replace(/\r?\n$/, "");
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch {
    throw new UsageError(`The password file ${file} cannot be read.`);
  }
}

const personSchema = z.strictObject(personFields);

async function createAdmin(options: Options): Promise<void> {
  const person = personSchema.safeParse({
    email: options.email,
    password: await readPassword(options.passwordFile),
    displayName: options.name ?? options.email.split("@", 1)[0],
    locale: options.locale,
  });
  if (!person.success) {
    const problems = person.error.issues.map(
      (issue) => `  ${issue.path.join(".")}: ${issue.message}`,
    );
    throw new UsageError(`This person cannot be created:\n${problems.join("\n")}`);
  }
  const id = await withComposition(({ services }) =>
    services.unitOfWork.run((tx) => createUser(tx, person.data, [options.role])),
  );
  print(id);
}

export function addCreateAdmin(program: Command): void {
  program
    .command("create-admin")
    .description("create a log-in for a member of staff and print its id")
    .requiredOption("--email <address>", "e-mail address, also the log-in name")
    .addOption(
      new Option("--role <role>", "what this person may do")
        .choices(staffRoles)
        .makeOptionMandatory(),
    )
    .option("--name <name>", "name shown to others (default: the address before the @)")
    .addOption(new Option("--locale <locale>", "language").choices(locales).default(defaultLocale))
    .option("--password-file <file>", "file with the password; else it is read from stdin")
    .addHelpText("after", exitCodesHelp)
    .action(createAdmin);
}
