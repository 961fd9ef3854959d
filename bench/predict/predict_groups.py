"""The way of pandas, openpyxl and XGBoost: predict_groups.py train CSV MODEL THREADS, or predict WORKBOOK MODEL FOLDER THREADS."""
import json, os, sys, time

import numpy as np
import pandas
import xgboost

classes = ['Further study', 'Employed', 'Undecided']
leaves = ['Student', 'Outcome']


def features(frame, levels):
    data = frame.drop(columns=leaves)
    for name, known in levels.items():
        data[name] = pandas.Categorical(data[name], categories=known)
    return xgboost.DMatrix(data, enable_categorical=True)


if sys.argv[1] == 'train':
    frame = pandas.read_csv(sys.argv[2])
    texts = [name for name in frame.columns if frame[name].dtype == object and name not in leaves]
    levels = {name: sorted(frame[name].unique()) for name in texts}
    matrix = features(frame, levels)
    matrix.set_label(frame['Outcome'].map({name: place for place, name in enumerate(classes)}))
    settings = {'objective': 'multi:softprob', 'num_class': 3, 'max_depth': 6, 'eta': 0.1, 'tree_method': 'hist',
                'nthread': int(sys.argv[4])}
    booster = xgboost.train(settings, matrix, 300)
    booster.save_model(sys.argv[3] + '.json')
    with open(sys.argv[3] + '.levels', 'w') as file:
        json.dump(levels, file)
else:
    started = time.perf_counter()
    booster = xgboost.Booster({'nthread': int(sys.argv[5])})
    booster.load_model(sys.argv[3] + '.json')
    with open(sys.argv[3] + '.levels') as file:
        levels = json.load(file)
    frame = pandas.read_excel(sys.argv[2], engine='openpyxl')
    read = time.perf_counter()
    probabilities = booster.predict(features(frame, levels))
    best = probabilities.argmax(axis=1)
    frame['Predicted'] = np.array(classes, dtype=object)[best]
    frame['Probability'] = probabilities.max(axis=1)
    for place, name in enumerate(classes):
        frame[f'Probability: {name}'] = probabilities[:, place]
    predicted = time.perf_counter()
    for name, part in frame.groupby('Major'):
        part.to_excel(os.path.join(sys.argv[4], f'{name}.xlsx'), index=False, engine='openpyxl')
    ended = time.perf_counter()
    accuracy = float((frame['Predicted'] == frame['Outcome']).mean())
    print(json.dumps({'rows': len(frame), 'readMs': (read - started) * 1000, 'predictMs': (predicted - read) * 1000,
                      'writeMs': (ended - predicted) * 1000, 'accuracy': accuracy}))
