import { ActionIcon, Button, Group, Menu, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCursorText, IconDots, IconHistory, IconPencil, IconTable, IconTrash } from '@tabler/icons-react';
import { type FormEvent, memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FaultData } from '../../contract/faults.ts';
import type { LibraryTable } from '../../contract/library/library.ts';
import type { TableColumn } from '../../contract/tables.ts';
import { callFault, client } from '../bridge/client.ts';
import { Dialog } from '../parts/dialog.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { notifyFailure } from '../parts/notify.ts';
import { EntryFrame } from './entry-frame.tsx';
import { ImportsDialog } from './imports-dialog.tsx';
import { sqlName } from './sql-names.ts';

interface TableEntryProps {
  readonly table: LibraryTable;
  readonly columns: readonly TableColumn[] | null;
  readonly onLearn: (table: LibraryTable) => void;
  readonly onShow: (from: string) => void;
  readonly onInsert: (name: string) => void;
  readonly onChanged: () => void;
}

/** A library table with what can be done to it. */
export const TableEntry = memo(({ table, columns, onLearn, onShow, onInsert, onChanged }: TableEntryProps) => {
  const { t } = useTranslation('library');
  const opener = useRef<HTMLButtonElement>(null);
  // The menu is made when it is wanted: there may be hundreds of tables.
  const [isMenuMade, makeMenu] = useState(false);
  const [isMenuOpen, openMenu] = useState(false);
  useEffect(() => {
    if (!isMenuMade) return;
    // The button is another one now; what the menu and its dialogs leave goes back to it.
    opener.current?.focus();
    openMenu(true);
  }, [isMenuMade]);
  const [dialog, setDialog] = useState<'rename' | 'remove' | 'imports' | null>(null);
  const close = () => setDialog(null);
  const done = () => {
    close();
    onChanged();
  };
  const show = () => {
    onLearn(table);
    onShow(sqlName(table.name));
  };
  const button = (
    <ActionIcon
      ref={opener}
      size="sm"
      aria-label={t('more', { name: table.name })}
      aria-haspopup="menu"
      onClick={() => makeMenu(true)}
      data-testid="library-table-menu"
    >
      <IconDots size={15} />
    </ActionIcon>
  );
  const menu = (
    <Menu position="bottom-end" opened={isMenuOpen} onChange={openMenu}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconTable size={15} />} onClick={show}>
          {t('show')}
        </Menu.Item>
        <Menu.Item leftSection={<IconCursorText size={15} />} onClick={() => onInsert(sqlName(table.name))}>
          {t('insert')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconHistory size={15} />}
          onClick={() => setDialog('imports')}
          data-testid="library-imports"
        >
          {t('history')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconPencil size={15} />}
          onClick={() => setDialog('rename')}
          data-testid="library-rename"
        >
          {t('rename')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTrash size={15} />}
          color="red"
          onClick={() => setDialog('remove')}
          data-testid="library-remove"
        >
          {t('remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
  return (
    <>
      <EntryFrame
        name={table.name}
        detail={t('rows', { count: table.rows })}
        columns={columns}
        onUnfold={() => onLearn(table)}
        onShow={show}
        onInsert={onInsert}
        menu={isMenuMade ? menu : button}
        testId="library-table"
      />
      {dialog === 'rename' && <RenameDialog table={table} onClose={close} onDone={done} />}
      {dialog === 'remove' && <RemoveDialog table={table} onClose={close} onDone={done} />}
      {dialog === 'imports' && <ImportsDialog table={table} onClose={close} />}
    </>
  );
});

interface DialogProps {
  readonly table: LibraryTable;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function RenameDialog({ table, onClose, onDone }: DialogProps) {
  const { t } = useTranslation('library');
  const [name, setName] = useState(table.name);
  const [fault, setFault] = useState<FaultData | null>(null);
  const save = (event: FormEvent) => {
    event.preventDefault();
    client.library.renameTable({ id: table.id, name: name.trim() }).then(onDone, (error) => setFault(callFault(error)));
  };
  return (
    <Dialog onClose={onClose} title={`${t('rename')}: ${table.name}`}>
      <form onSubmit={save}>
        <TextInput
          label={t('name')}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
          data-testid="library-new-name"
        />
        {fault && <FaultNotice fault={fault} />}
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={name.trim() === ''} data-testid="library-save-name">
            {t('rename')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}

function RemoveDialog({ table, onClose, onDone }: DialogProps) {
  const { t } = useTranslation('library');
  const remove = () => {
    client.library.removeTable({ id: table.id }).then(() => {
      notifications.show({ message: t('removed', { name: table.name }) });
      onDone();
    }, notifyFailure);
  };
  return (
    <Dialog onClose={onClose} title={t('removeTitle', { name: table.name })}>
      <p>{t('removeText')}</p>
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('keep')}
        </Button>
        <Button color="red" onClick={remove} data-testid="confirm-removal">
          {t('remove')}
        </Button>
      </Group>
    </Dialog>
  );
}
