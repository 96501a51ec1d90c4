import "@mantine/charts/styles.css";
import { BarChart as MantineBarChart } from "@mantine/charts";
import { useFormat } from "../i18n/format";

interface BarChartProps {
  /** What the chart shows, as its heading would say. */
  label: string;
  /** Header of the first column of the table that says the same. */
  categoryLabel: string;
  rows: readonly { category: string; values: Readonly<Record<string, number>> }[];
  series: readonly { name: string; label: string; color?: string }[];
  height?: number;
}

const colors = ["teal.7", "indigo.6", "orange.7", "grape.6"];

/**
 * Counts side by side. A picture says little to those who cannot see it, so the same numbers stand behind it as a table.
 * Only for counts and shares: amounts of money are text to the last digit and belong into tables.
 */
export function BarChart({ label, categoryLabel, rows, series, height = 280 }: BarChartProps) {
  const format = useFormat();
  return (
    <figure aria-label={label}>
      <div aria-hidden="true">
        <MantineBarChart
          h={height}
          data={rows.map(({ category, values }) => ({ category, ...values }))}
          dataKey="category"
          series={series.map(({ name, label: text, color }, index) => ({
            name,
            label: text,
            color: color ?? colors[index % colors.length] ?? "teal.7",
          }))}
          withLegend={series.length > 1}
          valueFormatter={(value) => format.number(value)}
          // The numbers are read from the table; the picture takes no focus.
          barChartProps={{ accessibilityLayer: false, maxBarSize: 56 }}
          barProps={{ isAnimationActive: false }}
        />
      </div>
      {/* A table is as wide as its words, whatever its own style says. */}
      <div className="visually-hidden">
        <table>
          <caption>{label}</caption>
          <thead>
            <tr>
              <th scope="col">{categoryLabel}</th>
              {series.map(({ name, label: text }) => (
                <th key={name} scope="col">
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ category, values }) => (
              <tr key={category}>
                <th scope="row">{category}</th>
                {series.map(({ name }) => (
                  <td key={name}>{format.number(values[name] ?? 0)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
