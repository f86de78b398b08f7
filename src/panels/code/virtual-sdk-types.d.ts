/** Made by scripts/sdk-types-plugin.mjs. */
declare module "virtual:sdk-types" {
  /** Path from the root ("/node_modules/…") → text of the declaration file, or of a package.json. */
  const files: Readonly<Record<string, string>>;
  export default files;
}
