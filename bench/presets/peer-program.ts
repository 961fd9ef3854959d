/**
 * Scores XGBoost (300 rounds, 0.1, depth 6, hist) and scikit-learn's HistGradientBoosting with its defaults on the test rows of a table,
 * with texts as numbers in the order of their names: python -c … TRAIN.csv TEST.csv TARGET TASK
 */
export const peerProgram = `
import json, sys, warnings
warnings.filterwarnings('ignore')
import numpy as np, pandas as pd, xgboost
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
train_file, test_file, target, task = sys.argv[1:5]
train, test = (pd.read_csv(file, low_memory=False) for file in (train_file, test_file))
rows = len(train)
table = pd.concat([train, test], ignore_index=True)
truth = table.pop(target)
for column in table:
    if pd.api.types.is_bool_dtype(table[column]) or pd.api.types.is_numeric_dtype(table[column]):
        table[column] = table[column].astype(float)
    else:
        table[column] = table[column].astype(str).where(table[column].notna()).astype('category').cat.codes.replace(-1, np.nan)
cells = table.to_numpy(float)
settings = {'n_estimators': 300, 'learning_rate': 0.1, 'max_depth': 6, 'tree_method': 'hist', 'n_jobs': 2}
def classes(model, places, count):
    model.fit(cells[:rows], places[:rows])
    chances = np.full((len(cells) - rows, count), 1e-15)
    chances[:, model.classes_] = np.maximum(model.predict_proba(cells[rows:]).astype(float), 1e-15)
    chances /= chances.sum(axis=1, keepdims=True)
    own = chances[np.arange(len(chances)), places[rows:]]
    return {'logloss': float(-np.log(own).mean()), 'accuracy': float((chances.argmax(axis=1) == places[rows:]).mean())}
def numbers(model, values):
    told = model.fit(cells[:rows], values[:rows]).predict(cells[rows:])
    return {'rmse': float(np.sqrt(((told - values[rows:]) ** 2).mean()))}
if task == 'classification':
    names = sorted(truth.astype(str).unique())
    places = truth.astype(str).map({name: place for place, name in enumerate(names)}).to_numpy()
    scores = {'xgboost': classes(xgboost.XGBClassifier(**settings), places, len(names)),
              'sklearn': classes(HistGradientBoostingClassifier(random_state=0), places, len(names))}
else:
    values = truth.to_numpy(float)
    scores = {'xgboost': numbers(xgboost.XGBRegressor(**settings), values),
              'sklearn': numbers(HistGradientBoostingRegressor(random_state=0), values)}
print(json.dumps(scores))
`;
