"""Whom a transfer request is about."""

from uuid import UUID

from sqlmodel import Field

from casepwa.models.columns import Table, ref


class TransferRequestClient(Table, table=True):
    request_id: UUID = Field(foreign_key="transfer_request.id", primary_key=True)
    client_id: UUID = ref("client.id", primary_key=True)
