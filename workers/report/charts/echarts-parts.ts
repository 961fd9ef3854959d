import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

/*
 * Only the parts of ECharts that the reports draw with, by their names: the build leaves out the others, which take longer to load
 * than a report to draw.
 */
use([BarChart, CustomChart, LineChart, ScatterChart, GridComponent, SVGRenderer]);

export { init };
