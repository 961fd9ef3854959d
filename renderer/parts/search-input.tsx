import { TextInput, type TextInputProps } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';

interface SearchInputProps
  extends Omit<TextInputProps, 'label' | 'leftSection' | 'onChange' | 'placeholder' | 'value'> {
  /** What is searched, as its placeholder and for screen readers. */
  readonly label: string;
  readonly value: string;
  readonly onSearch: (text: string) => void;
}

/** The field for searching a list. */
export function SearchInput({ label, value, onSearch, ...props }: SearchInputProps) {
  return (
    <TextInput
      maxLength={200}
      {...props}
      leftSection={<IconSearch size={props.size === 'xs' ? 14 : 15} />}
      placeholder={label}
      aria-label={label}
      value={value}
      onChange={(event) => onSearch(event.currentTarget.value)}
    />
  );
}
