/** Made by scripts/sdk-types-plugin.mjs: base64 of raw-deflated JSON, path below node_modules → declarations. */
declare module "virtual:sdk-types" {
  const packed: string;
  export default packed;
}
