/** Version of the package, put in by the build; absent when run from source. */
declare const __VERSION__: string;
/** Digest of all that it was built from, put in by the build; absent when run from source. */
declare const __BUILD__: string;
