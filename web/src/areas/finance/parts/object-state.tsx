import type { ComponentProps, ReactNode } from "react";
import { PageHeader } from "../../../design/page-header";
import { ErrorState, PageSkeleton, QueryState } from "../../../design/states";

interface ObjectStateProps<Data> extends Pick<ComponentProps<typeof PageHeader>, "crumbs"> {
  query: { data: Data | undefined; error: Error | null; refetch: () => unknown };
  /** Heading while the object itself cannot be shown. */
  title: string;
  children(data: NonNullable<Data>): ReactNode;
}

/** One object on a page of its own: also a page that could not be loaded has a heading and a way back. */
export function ObjectState<Data>({ query, title, crumbs = [], children }: ObjectStateProps<Data>) {
  const { data, error, refetch } = query;
  if (error && (data === undefined || data === null)) {
    return (
      <>
        <PageHeader title={title} crumbs={crumbs} />
        <ErrorState error={error} onRetry={() => void refetch()} />
      </>
    );
  }
  return (
    <QueryState query={query} skeleton={<PageSkeleton />}>
      {children}
    </QueryState>
  );
}
