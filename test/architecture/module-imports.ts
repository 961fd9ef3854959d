import { parseAst } from 'rolldown/parseAst';

/** One import of a source file: where from, and the names it takes (`*` for all of it). */
export interface ModuleImport {
  readonly source: string;
  readonly names: readonly string[];
}

interface SyntaxNode {
  readonly type: string;
  readonly [property: string]: unknown;
}

/** Every import of `code` whatever its form: static, type, re-export, dynamic, `import()` types and `require`. */
export function moduleImportsOf(code: string, fileName: string): readonly ModuleImport[] {
  const imports: ModuleImport[] = [];
  const lang = fileName.endsWith('x') ? 'tsx' : 'ts';
  visit(parseAst(code, { lang }, fileName) as unknown as SyntaxNode, (node) => {
    const source = sourceOf(node);
    if (source !== null) imports.push({ source, names: namesOf(node) });
  });
  return imports;
}

/** Whether a file does nothing but pass on what others export. */
export function isBarrel(code: string, fileName: string): boolean {
  const program = parseAst(code, { lang: fileName.endsWith('x') ? 'tsx' : 'ts' }, fileName) as unknown as {
    body: readonly SyntaxNode[];
  };
  const isPassingOn = (node: SyntaxNode) => node.type.startsWith('Export') && isNode(node.source);
  return (
    program.body.some((node) => node.type === 'ExportAllDeclaration') ||
    (program.body.length > 0 && program.body.every(isPassingOn))
  );
}

function sourceOf(node: SyntaxNode): string | null {
  const importing = [
    'ImportDeclaration',
    'ExportNamedDeclaration',
    'ExportAllDeclaration',
    'ImportExpression',
    'TSImportType',
  ];
  if (importing.includes(node.type)) return literalOf(node.source ?? node.argument);
  if (node.type !== 'CallExpression' || !isNode(node.callee) || node.callee.name !== 'require') return null;
  return literalOf((node.arguments as readonly unknown[])[0]);
}

function namesOf(node: SyntaxNode): readonly string[] {
  if (!Array.isArray(node.specifiers)) return ['*'];
  return node.specifiers.map((specifier: SyntaxNode) => {
    const imported = specifier.imported ?? specifier.local;
    return specifier.type.includes('Namespace') || !isNode(imported) ? '*' : String(imported.name ?? imported.value);
  });
}

function literalOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'TSLiteralType') return literalOf(node.literal);
  return typeof node.value === 'string' ? node.value : null;
}

function visit(value: unknown, onNode: (node: SyntaxNode) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, onNode);
  } else if (isNode(value)) {
    onNode(value);
    for (const property of Object.values(value)) visit(property, onNode);
  }
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}
