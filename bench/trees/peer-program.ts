/** Fits the same file, and predicts all of its rows from the array as it is, with XGBoost hist or scikit-learn's HistGradientBoosting: python -c … PEER FILE ROWS TESTED FEATURES CLASSES ROUNDS THREADS */
export const peerProgram = `
import json, sys, time
import numpy as np
peer, path = sys.argv[1:3]
rows, tested, features, classes, rounds, threads = map(int, sys.argv[3:9])
table = np.fromfile(path, dtype=np.float32).reshape(features + 1, rows + tested)
values = np.ascontiguousarray(table[:-1].T)
target = table[-1]
if peer == 'xgboost':
    import xgboost
    settings = {'tree_method': 'hist', 'max_depth': 6, 'learning_rate': 0.1, 'nthread': threads}
    if classes == 2: settings['objective'] = 'binary:logistic'
    else: settings.update(objective='multi:softprob', num_class=classes)
    started = time.perf_counter()
    matrix = xgboost.DMatrix(values[:rows], target[:rows], nthread=threads)
    model = xgboost.train(settings, matrix, rounds)
    fit = time.perf_counter() - started
    started = time.perf_counter()
    chances = model.inplace_predict(values)[rows:]
    predict = time.perf_counter() - started
else:
    from sklearn.ensemble import HistGradientBoostingClassifier
    model = HistGradientBoostingClassifier(max_iter=rounds, learning_rate=0.1, max_depth=6, max_leaf_nodes=64, early_stopping=False)
    started = time.perf_counter()
    model.fit(values[:rows], target[:rows])
    fit = time.perf_counter() - started
    started = time.perf_counter()
    chances = model.predict_proba(values)[rows:]
    predict = time.perf_counter() - started
if chances.ndim == 1: chances = np.stack([1 - chances, chances], axis=1)
places = target[rows:].astype(int)
own = chances[np.arange(tested), places]
print(json.dumps({'fitMs': fit * 1000, 'predictMs': predict * 1000, 'loss': float(-np.log(own).mean()), 'accuracy': float((chances.argmax(axis=1) == places).mean())}))
`;
