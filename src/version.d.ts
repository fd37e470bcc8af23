/** Version of the package, put in by the build; absent when run from source. */
declare const __VERSION__: string;
