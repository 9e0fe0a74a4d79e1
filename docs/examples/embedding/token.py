# Python 3.8 or newer, no packages. Django: see chat_token_view; the route belongs behind your log-in.
import base64
import hashlib
import hmac
import json
import os
import time


def _part(value):
    return base64.urlsafe_b64encode(value).rstrip(b"=")


def chat_token(user_id, name):
    """A token for the person whom this server has signed in; Parley makes the account on first sight."""
    now = int(time.time())
    claims = {"iss": os.environ["CHAT_ISSUER"], "sub": str(user_id), "name": name, "iat": now, "exp": now + 600}
    signed = _part(json.dumps({"alg": "HS256", "typ": "JWT"}).encode()) + b"." + _part(json.dumps(claims).encode())
    signature = hmac.new(os.environ["CHAT_SECRET"].encode(), signed, hashlib.sha256).digest()
    return (signed + b"." + _part(signature)).decode()


# from django.contrib.auth.decorators import login_required
# from django.http import HttpResponse
#
# @login_required
# def chat_token_view(request):
#     return HttpResponse(chat_token(request.user.pk, request.user.get_full_name()), content_type="text/plain")
