interface ImportMetaEnv {
  /** The order of engines, by name, separated by commas (src/components/workspace/engines.ts). */
  readonly PUBLIC_SANDBOX_ENGINES?: string;
  /** StackBlitz's key for a commercial site. */
  readonly PUBLIC_WEBCONTAINER_CLIENT_ID?: string;
}
