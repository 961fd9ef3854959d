import type { TFunction } from 'i18next';

/** How the engine writes actors that are no names (engine/upkeep/audit.ts, `actorOf`). */
const patterns = [
  ['person', /^person$/],
  ['commandLine', /^command line$/],
  ['schedule', /^schedule “(.*)”$/s],
  ['watchedFolder', /^watched folder “(.*)”$/s],
] as const;

/** Who did something, in the person's language; a name is left as it is. */
export function actorWords(t: TFunction<'upkeep'>, actor: string): string {
  for (const [kind, pattern] of patterns) {
    const found = pattern.exec(actor);
    if (found) return t(`audit.actor.${kind}`, { name: found[1] ?? '' });
  }
  return actor;
}
