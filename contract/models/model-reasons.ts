import type { Locale } from '../texts.ts';

/**
 * Why a model file is refused: small at the beginning and without a stop at the end, as it is thrown, and in Chinese. `{}` stands for
 * what the file holds, in the same order in both.
 */
const reasons: readonly (readonly [english: string, chinese: string])[] = [
  ['two features have the same name', '两个特征同名'],
  ['two inputs have the same name', '两个输入同名'],
  ['a set of categories lies outside the file', '类别集合超出文件范围'],
  ['it is nested deeper than {}', '嵌套超过 {} 层'],
  ['it has more than {} values', '数值超过 {} 个'],
  ['it has more than {} nodes', '节点超过 {} 个'],
  ['it has {} feature names for {} features', '有 {} 个特征名，却有 {} 个特征'],
  ['it has {} features for {} columns', '有 {} 个特征，却有 {} 列'],
  ['it has {} classes, and {} names were given', '有 {} 个类别，却给出了 {} 个名称'],
  ['it has the length {}', '长度为 {}'],
  ['it has no length at byte {}', '第 {} 字节处缺少长度'],
  ['it has an unknown mark at byte {}', '第 {} 字节处有未知标记'],
  ['it has a list of {} values', '有一个含 {} 个值的列表'],
  ['tree {} has no nodes', '第 {} 棵树没有节点'],
  ['tree {} adds to an output that does not exist', '第 {} 棵树指向不存在的输出'],
  ['node {} of tree {} has no parent', '节点 {}（第 {} 棵树）没有父节点'],
  ['feature_infos has {} values, not {}', 'feature_infos 有 {} 个值，应为 {} 个'],
  ['feature {} does not exist', '特征 {} 不存在'],
  ['base_score has {} values', 'base_score 有 {} 个值'],
  ['a node has no sound cover', '有一个节点的覆盖数无效'],
  ['a leaf has no finite value', '有一个叶子的值不是有限数'],
  ['a node has a child outside its tree, or above itself', '有一个节点的子节点在树外或在其上方'],
  ['a node has two parents', '有一个节点有两个父节点'],
  ['a class has no name', '有一个类别没有名称'],
  ['a leaf has one value for several classes', '有一个叶子为多个类别只存一个值'],
  ['a child lies outside its tree', '有一个子节点在树外'],
  ['a tree has a cycle', '有一棵树存在环'],
  ['it has too many sets of categories', '类别集合过多'],
  ['it ends before the last tree', '在最后一棵树之前结束'],
  ['it ends behind its trees', '在树之后结束'],
  ['it ends too early', '过早结束'],
  ['a typed list has no length', '有一个带类型的列表缺少长度'],
  ['a split asks for a feature that does not exist', '有一个分裂用到不存在的特征'],
  ['a split has an unknown missing type', '有一个分裂的缺失类型未知'],
  ['a split asks for a set of categories, and there are none', '有一个分裂用到类别集合，而文件中没有'],
  ['its runtime asks for other columns', '其运行时要求其他列'],
  ['a tree is deeper than {}', '有一棵树超过 {} 层'],
  ['a tree has no {}', '有一棵树缺少 {}'],
  ['a tree asks for feature {}', '有一棵树用到不存在的特征 {}'],
  ['a tree adds to output {}', '有一棵树指向不存在的输出 {}'],
  ['a symmetric tree is {} deep', '有一棵对称树深 {} 层'],
  ['a split asks for category {}', '有一个分裂用到类别 {}'],
  ['a leaf has {} values, not {}', '有一个叶子含 {} 个值，应为 {} 个'],
  ['a feature is made of a column that does not exist', '有一个特征来自不存在的列'],
  ['what it predicts with knows other features', '预测部分所用的特征与模型不符'],
  ['a linear model has not a weight for each feature', '线性模型缺少某些特征的权重'],
  ['a feature takes texts that nothing reads', '有一个特征使用了无处读取的文本'],
  ['a weight is not finite', '有权重不是有限的数'],
  ['the trees have no outputs', '树没有输出'],
  ['the trees do not cover the nodes', '树与节点不符'],
  ['the outputs do not fit the classes', '输出与类别不符'],
  ['the classes do not fit the task', '类别与任务不符'],
  ['scale_and_bias has no bias', 'scale_and_bias 缺少偏置'],
  ['pandas_categorical is not a list of lists', 'pandas_categorical 不是列表的列表'],
  ['num_tree_per_iteration is 0', 'num_tree_per_iteration 为 0'],
  ['nan_value_treatment has an unknown value', 'nan_value_treatment 的值未知'],
  ['levels and their values differ in number', '水平与其取值数量不同'],
  ['{} is not a list', '{} 不是列表'],
  ['{} is not an object', '{} 不是对象'],
  ['{} is not a text', '{} 不是文本'],
  ['{} is not a number', '{} 不是数字'],
  ['{} holds something that is not a number', '{} 中有不是数字的内容'],
  ['{} holds “{}”, which is not a number', '{} 中的“{}”不是数字'],
  ['{} has {} values for {} nodes', '{} 有 {} 个值，却有 {} 个节点'],
  ['{} has {} values, not {}', '{} 有 {} 个值，应为 {} 个'],
  ['{} ends in the middle of a value', '{} 在一个值的中间结束'],
  ['its trees have splits of the type {}', '树中有 {} 类型的分裂'],
  ['its sigmoid is {}', 'sigmoid 参数为 {}'],
  ['its objective is not told', '没有说明目标函数'],
  ['its objective is {} with {} outputs', '目标函数为 {}，有 {} 个输出'],
  ['its objective is {}', '目标函数为 {}'],
  ['its loss function is not told', '没有说明损失函数'],
  ['its loss function is {}', '损失函数为 {}'],
  ['its input “{}” takes whole numbers, and a value is missing', '输入“{}”只接受整数，而有值缺失'],
  ['its input “{}” takes values of the type {}', '输入“{}”接受的值类型为 {}'],
  ['its input “{}” is no table of numbers or texts', '输入“{}”不是数字表或文本表'],
  ['its input “{}” has not rows and a known number of columns', '输入“{}”没有行或列数未知'],
  ['its booster is {}', '提升器为 {}'],
  ['it has {} inputs', '有 {} 个输入'],
  ['a number with the link {}', '数值预测使用 {} 连接函数'],
  ['{} with {} classes', '{} 与 {} 个类别不符'],
  [
    'its trees compare in double precision, where the other program compares in single',
    '其树按双精度比较，而对方程序按单精度比较',
  ],
  ['its numbers are no probabilities of classes', '其数值不是各类别的概率'],
  ['its leaves hold linear models', '叶子中是线性模型'],
  ['its leaves hold a value for each target', '叶子为每个目标各存一个值'],
  ['its file does not tell which columns its categories belong to', '文件没有说明类别属于哪些列'],
  ['it uses categories, texts or embeddings of CatBoost', '使用了 CatBoost 的类别、文本或嵌入'],
  ['it predicts several targets at once', '同时预测多个目标'],
  ['it is an ONNX model, not one of trees', '这是 ONNX 模型，而不是树模型'],
  ['it is a linear model, not one of trees', '这是线性模型，而不是树模型'],
  ['it does not give the same number of values for each row', '各行给出的数值个数不同'],
  ['ONNX files over 128 MB are not taken', '不接受超过 128 MB 的 ONNX 文件'],
  [
    'it gives no table of numbers (converters put class probabilities into a map unless told zipmap=False)',
    '其输出不是数字表（转换器会把类别概率放进映射，除非设置 zipmap=False）',
  ],
  [
    'it is a binary file of CatBoost (.cbm); save_model(…, format="json") writes one that can be read',
    '这是 CatBoost 的二进制文件（.cbm）；用 save_model(…, format="json") 保存的文件可以读取',
  ],
  ['{} is {}', '{} 为 {}'],
];

const patterns = reasons.map(([english, chinese]) => {
  const parts = english.split('{}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return { pattern: new RegExp(`^${parts.join('(.+?)')}$`, 'su'), chinese: chinese.split('{}') };
});

/** A reason in `locale`; as it is where nobody has translated it. */
export function modelReason(reason: string, locale: Locale): string {
  if (locale === 'en' || reason.length > 1000) return reason;
  for (const { chinese, pattern } of patterns) {
    const found = pattern.exec(reason);
    if (found) return chinese.map((part, place) => part + (found[place + 1] ?? '')).join('');
  }
  return reason;
}
