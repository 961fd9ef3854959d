import { Fault } from '../../../contract/faults.ts';
import { nodeFlag } from '../../trees/ensemble.ts';
import { damagedModel, unsupportedModel } from '../model-reason.ts';
import { EnsembleBuilder } from './ensemble-builder.ts';
import type { ForeignModel } from './foreign-document.ts';
import {
  blockCount,
  blockNumbers,
  type LightgbmBlock,
  type LightgbmFile,
  lightgbmBlocks,
  optionalNumbers,
} from './lightgbm-blocks.ts';
import { LeafGatherer, leavesOf } from './lightgbm-leaves.ts';
import { lightgbmObjective } from './lightgbm-objective.ts';
import { nextDouble } from './next-double.ts';

const mostFeatures = 1_000_000;
const mostClasses = 10_000;
const mostLeaves = 10_000_000;

/** Whether a file begins as LightGBM's texts do. */
export const isLightgbm = (bytes: Buffer): boolean => /^tree\r?\n/.test(bytes.subarray(0, 6).toString('latin1'));

/**
 * A model that LightGBM 3 or 4 saved as text (GBDT::SaveModelToString and Tree::ToString of its sources). Throws
 * MODEL_DAMAGED, MODEL_VERSION_UNKNOWN, MODEL_UNSUPPORTED.
 */
export function readLightgbm(bytes: Buffer): ForeignModel {
  const file = lightgbmBlocks(bytes.toString('utf8'));
  const { header, trees } = file;
  const version = header.get('version') ?? '';
  if (version !== 'v3' && version !== 'v4') {
    throw new Fault('MODEL_VERSION_UNKNOWN', { file: '', version: `LightGBM ${version.slice(0, 20)}` });
  }
  const features = blockCount(header, 'max_feature_idx', mostFeatures - 1) + 1;
  const outputs = blockCount(header, 'num_tree_per_iteration', mostClasses);
  if (outputs < 1) throw damagedModel('num_tree_per_iteration is 0');
  const objective = lightgbmObjective(header.get('objective') ?? '', outputs);
  const rounds = Math.max(1, trees.length / outputs);
  // A random forest gives the mean of its trees.
  const scale = objective.scale * (header.has('average_output') ? 1 / rounds : 1);
  const builder = new EnsembleBuilder(features, outputs);
  const gatherer = trees.some((tree) => (tree.get('is_linear') ?? '0') !== '0') ? new LeafGatherer(features) : null;
  trees.forEach((tree, place) => {
    addTree(builder, gatherer, tree, place % outputs, scale);
  });
  const ensemble = builder.build(new Array<number>(outputs).fill(0), false);
  return {
    origin: 'lightgbm',
    task: objective.task,
    link: objective.link,
    classes: null,
    columns: columnsOf(file, features),
    predictor: gatherer ? { kind: 'linearTrees', ensemble, leaves: gatherer.finish() } : { kind: 'trees', ensemble },
    madeBy: version,
    options: { objective: header.get('objective') ?? '' },
  };
}

function columnsOf({ header, pandasCategories }: LightgbmFile, features: number): ForeignModel['columns'] {
  const names = (header.get('feature_names') ?? '').split(' ');
  if (names.length !== features) throw damagedModel(`it has ${names.length} feature names for ${features} features`);
  if (new Set(names).size !== names.length) throw damagedModel('two features have the same name');
  if (pandasCategories.length === 0) return names.map((name) => ({ name, levels: null }));
  const infos = (header.get('feature_infos') ?? '').split(' ');
  if (infos.length !== features) throw damagedModel(`feature_infos has ${infos.length} values, not ${features}`);
  // A numeric column is told by its range, `[0:1]`, a category one by its codes, `0:1:2`, and one that no tree could use by `none`.
  const places = [...infos.keys()].filter((place) => !infos[place]!.startsWith('[') && infos[place] !== 'none');
  if (places.length !== pandasCategories.length) {
    throw unsupportedModel('its file does not tell which columns its categories belong to');
  }
  return names.map((name, place) => {
    const categories = pandasCategories[places.indexOf(place)];
    return { name, levels: categories ? categories.map(String) : null };
  });
}

function addTree(
  builder: EnsembleBuilder,
  gatherer: LeafGatherer | null,
  tree: LightgbmBlock,
  output: number,
  scale: number,
): void {
  const leaves = blockCount(tree, 'num_leaves', mostLeaves);
  if (leaves < 1) throw damagedModel('a tree has no leaves');
  const inner = leaves - 1;
  const of = (key: string, count: number) => blockNumbers(tree, key, count);
  const told = (key: string, count: number) => optionalNumbers(tree, key, count);
  const leafValues = of('leaf_value', leaves);
  const linear = leavesOf(tree, leaves);
  // Called once for each node, in the order in which they stand in the ensemble.
  const gather = (leaf: number, value: number) => {
    if (linear && leaf >= 0) gatherer?.add(linear, leaf, scale);
    else gatherer?.addPlain(value);
  };
  if (inner === 0) {
    const leaf = { feature: -1, threshold: 0, left: 0, right: 0, flags: 0, categories: null, cover: 1, gain: 0 };
    const value = leafValues[0]! * scale;
    gather(0, value);
    builder.addTree(output, 1, () => ({ ...leaf, value }));
    return;
  }
  const [features, thresholds, decisions] = [
    of('split_feature', inner),
    of('threshold', inner),
    told('decision_type', inner),
  ];
  const [leftChildren, rightChildren] = [of('left_child', inner), of('right_child', inner)];
  const [leafCounts, innerCounts] = [told('leaf_count', leaves), told('internal_count', inner)];
  const [gains, innerValues] = [told('split_gain', inner), told('internal_value', inner)];
  const setOf = categorySets(tree);
  // Leaves stand behind the inner nodes, where the file counts them −1, −2 and so on.
  const place = (child: number) => (child < 0 ? inner - 1 - child : child);
  builder.addTree(output, inner + leaves, (at) => {
    if (at >= inner) {
      const leaf = at - inner;
      const value = leafValues[leaf]! * scale;
      gather(leaf, value);
      return {
        feature: -1,
        threshold: 0,
        left: 0,
        right: 0,
        flags: 0,
        categories: null,
        value,
        cover: leafCounts[leaf]!,
        gain: 0,
      };
    }
    gather(-1, 0);
    const feature = features[at]!;
    if (!(feature >= 0)) throw damagedModel(`a tree asks for feature ${feature}`);
    const [left, right] = [place(leftChildren[at]!), place(rightChildren[at]!)];
    const shared = { feature, value: innerValues[at]! * scale, cover: innerCounts[at]!, gain: gains[at]! };
    const decision = decisions[at]!;
    // Categories of the set, which here goes right, go left there; all others, missing ones too, go right there.
    if ((decision & 1) !== 0) {
      const categories = setOf(thresholds[at]!);
      return { ...shared, threshold: 0, left: right, right: left, flags: nodeFlag.missingLeft, categories };
    }
    const flags = ((decision & 2) !== 0 ? nodeFlag.missingLeft : 0) | missingFlag((decision >> 2) & 3);
    return { ...shared, threshold: nextDouble(thresholds[at]!), left, right, flags, categories: null };
  });
}

/** Missing types of LightGBM: none, zero, NaN. */
function missingFlag(type: number): number {
  if (type === 3) throw damagedModel('a split has an unknown missing type');
  return type === 0 ? nodeFlag.missingIsZero : type === 1 ? nodeFlag.zeroIsMissing : 0;
}

/** Gives the categories of a set by its number; they stand as bits of words of 32. */
function categorySets(tree: LightgbmBlock): (set: number) => number[] {
  const sets = tree.has('num_cat') ? blockCount(tree, 'num_cat', mostLeaves) : 0;
  if (sets === 0) {
    return () => {
      throw damagedModel('a split asks for a set of categories, and there are none');
    };
  }
  const bounds = blockNumbers(tree, 'cat_boundaries', sets + 1);
  const words = blockNumbers(tree, 'cat_threshold', bounds[sets]!);
  return (set) => {
    const [from, to] = [bounds[set], bounds[set + 1]];
    if (from === undefined || to === undefined || !(from >= 0 && from <= to && to <= words.length)) {
      throw damagedModel('a set of categories lies outside the file');
    }
    const categories: number[] = [];
    for (let word = from; word < to; word++) {
      for (let bit = 0; bit < 32; bit++) {
        if (((words[word]! >>> bit) & 1) === 1) categories.push((word - from) * 32 + bit);
      }
    }
    return categories;
  };
}
