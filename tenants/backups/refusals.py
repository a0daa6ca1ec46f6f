"""Why a backup or a restore was not carried out, as one sentence for the operator."""


class BackupRefusal(Exception):
    """Nothing was changed, and nothing half-written was left behind."""


class NotRestored(BackupRefusal):
    """What was put back is not what was taken; the government is as it was before."""
