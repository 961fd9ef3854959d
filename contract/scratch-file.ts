import type { ArtifactKind } from './jobs.ts';

/** A file in the scratch folder of an attempt. */
export interface ScratchFile {
  readonly path: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

export interface NamedScratchFile extends ScratchFile {
  readonly kind: ArtifactKind;
  readonly extension: string;
}
