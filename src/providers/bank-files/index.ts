export { BankFileError, type BankStatement, parseBankCsv } from "./bank-csv";
