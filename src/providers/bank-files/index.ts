export {
  BankFileError,
  type BankFileFinding,
  type BankLine,
  type BankStatement,
  parseBankCsv,
} from "./bank-csv";
