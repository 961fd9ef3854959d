declare const __AUSPEX_VERSION__: string | undefined;

/** The version of this engine; the build puts it in. */
export const engineVersion: string = typeof __AUSPEX_VERSION__ === 'string' ? __AUSPEX_VERSION__ : '0.0.0-source';
