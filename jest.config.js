/** Jest runs the compiled output in dist: one compiler for tests and production, and stack traces still show .ts lines. */
const esmOnly = [
  "file-type",
  "strtok3",
  "token-types",
  "uint8array-extras",
  "@tokenizer",
  "@borewit",
];

module.exports = {
  rootDir: ".",
  roots: ["<rootDir>/dist/test"],
  testMatch: ["**/*.test.js"],
  testEnvironment: "node",
  moduleFileExtensions: ["js", "mjs", "json", "node"],
  transform: {
    "node_modules/.+\\.m?js$": [
      "@swc/jest",
      { jsc: { target: "es2022" }, module: { type: "commonjs" } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join("|")})/)`, "<rootDir>/dist/"],
  globalSetup: "<rootDir>/dist/test/support/global-setup.js",
  globalTeardown: "<rootDir>/dist/test/support/global-teardown.js",
  maxWorkers: 2,
  testTimeout: 60_000,
};
