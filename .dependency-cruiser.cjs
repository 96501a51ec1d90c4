/** Who may import whom; the reasons stand in docs/architecture.md. */
const between = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

/** Feature → features it may use, always through their index. Everything else is an error. */
const featureEdges = {
  audit: [],
  breaks: [],
  identity: ["audit"],
  ledger: ["audit", "identity"],
  "solo-limits": [],
  creators: ["audit", "identity"],
  campaigns: ["audit", "breaks", "identity", "ledger", "creators"],
  funding: ["audit", "breaks", "identity", "ledger", "campaigns"],
  applications: ["audit", "identity", "ledger", "campaigns", "creators"],
  submissions: [
    "audit",
    "breaks",
    "identity",
    "ledger",
    "campaigns",
    "creators",
    "applications",
    "disclosure",
  ],
  disputes: ["audit", "identity", "ledger", "campaigns", "applications", "submissions"],
  "live-posts": [
    "audit",
    "identity",
    "ledger",
    "campaigns",
    "creators",
    "applications",
    "submissions",
  ],
  discovery: ["identity", "campaigns", "creators", "exchange-rates", "campaign-reports"],
  "campaign-reports": [
    "identity",
    "ledger",
    "campaigns",
    "creators",
    "documents",
    "exchange-rates",
  ],
  payouts: [
    "audit",
    "breaks",
    "identity",
    "ledger",
    "campaigns",
    "creators",
    "submissions",
    "tax",
    "exchange-rates",
  ],
  "provider-events": ["audit", "breaks"],
  cheques: ["audit", "breaks", "identity", "ledger", "payouts", "documents"],
  treasury: ["audit", "breaks", "identity", "ledger", "cheques", "periods", "solo-limits"],
  reconciliation: [
    "audit",
    "breaks",
    "identity",
    "ledger",
    "payouts",
    "cheques",
    "funding",
    "treasury",
    "authorities",
    "desk",
    "periods",
    "solo-limits",
  ],
  notifications: ["audit", "breaks", "identity", "payouts"],
  desk: ["audit", "breaks", "identity", "ledger", "solo-limits"],
  periods: ["audit", "identity", "ledger"],
  books: ["identity", "ledger", "periods", "creators", "campaigns"],
  documents: ["audit", "breaks", "identity", "ledger", "creators", "campaigns"],
  "exchange-rates": ["audit", "identity"],
  tax: ["audit", "identity", "creators"],
  staff: ["audit", "identity"],
  members: ["audit", "identity"],
  authorities: ["audit", "breaks", "identity", "ledger", "cheques"],
  watch: ["breaks", "ledger", "payouts"],
  reviews: ["audit", "identity", "creators", "applications", "submissions"],
  opinions: ["audit", "identity"],
  consultations: ["audit", "identity"],
  disclosure: ["identity", "campaigns", "creators"],
};

const featureRules = Object.entries(featureEdges).map(([feature, allowed]) =>
  between(
    `feature-${feature}`,
    "Features depend on each other only along the edges that are listed in .dependency-cruiser.cjs.",
    { path: `^src/features/${feature}/` },
    { path: `^src/features/(?!(${[feature, ...allowed].join("|")})/)` },
  ),
);

const layer = (name, from, forbidden) =>
  between(
    `layer-${name}`,
    "Layers point inwards: kernel, platform, providers, features, app, jobs.",
    { path: from },
    { path: forbidden },
  );

module.exports = {
  forbidden: [
    between(
      "no-circular",
      "A cycle cannot be understood one file at a time.",
      {},
      {
        circular: true,
        viaOnly: { dependencyTypesNot: ["type-only"] },
      },
    ),
    between(
      "feature-internals",
      "A feature's index is its only door.",
      { path: "^src/features/([^/]+)/" },
      {
        path: "^src/features/([^/]+)/.+",
        pathNot: ["^src/features/$1/", "^src/features/[^/]+/index\\.ts$"],
      },
    ),
    between(
      "features-from-outside",
      "A feature's index is its only door.",
      { path: "^(src/app|src/demo|src/start|jobs|bench)" },
      {
        path: "^src/features/[^/]+/(?!index\\.ts$)",
      },
    ),
    ...featureRules,
    layer("kernel", "^src/kernel/", "^(src/(?!kernel/)|jobs|migrations)"),
    layer("platform", "^src/platform/", "^(src/(?!(kernel|platform)/)|jobs|migrations)"),
    layer(
      "providers",
      "^src/providers/",
      "^(src/(?!(kernel|platform|providers)/)|jobs|migrations)",
    ),
    layer("features", "^src/features/", "^(src/(app|sandbox|demo|start)|jobs|migrations)"),
    layer("app", "^src/app/", "^(src/(demo|start)|jobs)"),
    layer("not-bench", "^(src|jobs|migrations)/", "^(bench|test)/"),
    layer("bench", "^bench/", "^(test|src/(demo|start))"),
    layer("sandbox", "^src/sandbox/", "^(src/(?!(kernel|sandbox)/)|jobs|migrations)"),
    between(
      "one-provider-one-door",
      "Providers do not know each other.",
      { path: "^src/providers/([^/]+)/" },
      {
        path: "^src/providers/",
        pathNot: "^src/providers/$1/",
      },
    ),
    between(
      "pure-files",
      "Rules and schemas stay free of the database, the web server and the queue.",
      {
        path: "^src/(kernel/|features/.*-(schema|texts|events)\\.ts$)",
      },
      { path: "node_modules/(typeorm|pg|express|bullmq|ioredis)/" },
    ),
    between(
      "no-express-in-stores",
      "SQL knows nothing of HTTP.",
      { path: "-store\\.ts$" },
      { path: "node_modules/express/" },
    ),
    between(
      "no-orm-in-routes",
      "Routes call services and views.",
      { path: "^src/features/.*-routes\\.ts$" },
      {
        path: "node_modules/typeorm/",
      },
    ),
    between(
      "data-source-at-the-root",
      "One entry to transactions: the unit of work.",
      { path: "^src/features/" },
      {
        path: "/platform/db/data-source\\.ts$",
      },
    ),
    between(
      "judge-shares-nothing",
      "Whoever judges the product must not share a mistake with it.",
      { path: "^test/faults/(judge|journal|evidence)\\.ts$" },
      { pathNot: "^test/faults/(journal|evidence)\\.ts$" },
    ),
    between(
      "web-contract-door",
      "One file knows where the contract stands.",
      { path: "^web/", pathNot: "^web/src/api/contract\\.ts$" },
      { path: "^(src|jobs|migrations|test|bench)/" },
    ),
    between(
      "web-contract-tables",
      "Schemas state the contract; services and stores do not.",
      { path: "^web/src/api/contract\\.ts$" },
      { path: "^src/(?!.*-schema\\.ts$)" },
    ),
    between(
      "web-areas-apart",
      "What two audiences need belongs into web/src/design or web/src/shared.",
      { path: "^web/src/areas/([^/]+)/" },
      { path: "^web/src/areas/(?!$1/)" },
    ),
    between(
      "web-shared-below-areas",
      "What audiences share knows none of them by its files.",
      { path: "^web/src/(shared|design)/" },
      { path: "^web/src/areas/" },
    ),
    between(
      "not-web",
      "The server serves the built console and knows nothing of its sources.",
      { path: "^(src|jobs|migrations|bench)/" },
      { path: "^web/" },
    ),
    between(
      "no-orphans",
      "A file nobody imports is dead.",
      {
        orphan: true,
        pathNot: [
          "^(src/(start|demo|app|sandbox/main)|jobs/|migrations/|test/|bench/|web/vite)",
          "\\.cjs$",
          "\\.d\\.ts$",
        ],
      },
      {},
    ),
    between(
      "not-to-dev-dependency",
      "Production code runs without dev dependencies.",
      { path: "^(src|jobs|migrations)" },
      {
        dependencyTypes: ["npm-dev"],
        dependencyTypesNot: ["type-only"],
        pathNot: "@types/",
      },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|dist-web)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".js", ".json", ".css"] },
  },
};
