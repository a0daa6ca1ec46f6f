"""Who asks: an opaque token of this government. There is no session here and so nothing to forge across sites."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from apps.organizations.accounts.token_services import token_digest
from apps.organizations.door.selectors import user_of_token
from apps.organizations.models import User
from kernel.refusals import Refusal

KEYWORD = "Token"


class InitialPassword(Refusal):
    """The first password was handed over by somebody else; nothing else is done before it is replaced (403)."""

    status = 403
    sentence = _("您正在使用初始密码，请先修改密码。")


class NoRoleYet(Refusal):
    """An account is opened without rights; until a role is given, nothing is open to it (403)."""

    status = 403
    sentence = _("您的账号还没有角色，请与本级安全管理员联系。")


class RightsRest(Refusal):
    """Somebody else replaced the password; until the security officer restores the rights, nothing is open (403)."""

    status = 403
    sentence = _("您的密码由他人重置过，权限已暂停，请与本级安全管理员联系。")


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Token …`. The database keeps the token's SHA-256 in this government's own schema."""

    def authenticate(self, request: Request) -> tuple[User, str] | None:
        """Return the account and the token's digest; None when no token was sent.

        A token expires by the real clock, also where today's date is fixed for a demonstration.
        """
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != KEYWORD.lower().encode():
            return None
        if len(words) != 2:
            raise AuthenticationFailed
        digest = token_digest(words[1].decode("latin-1"))
        user = user_of_token(digest, at=timezone.now())
        if user is None:
            raise AuthenticationFailed
        return user, digest

    def authenticate_header(self, request: Request) -> str:
        """Say how to sign in, so that the answer is 401 and not 403."""
        return KEYWORD
