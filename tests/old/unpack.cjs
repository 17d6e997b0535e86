// Each package carries its browser compressed; what comes out lies beside it.
const { chmodSync, readdirSync, readFileSync, writeFileSync } = require("fs");
const { brotliDecompressSync } = require("zlib");

for (const name of readdirSync("node_modules").filter((one) => one.startsWith("chromium-"))) {
  const folder = `node_modules/${name}/bin`;
  const packed = readdirSync(folder).find((one) => /^chromium.*\.br$/.test(one));
  writeFileSync(`${folder}/chromium`, brotliDecompressSync(readFileSync(`${folder}/${packed}`)));
  chmodSync(`${folder}/chromium`, 0o755);
}
