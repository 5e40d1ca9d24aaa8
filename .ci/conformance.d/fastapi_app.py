"""The app of differential.swift, in FastAPI."""

# Docstrings of endpoints would repeat their names.
# pylint: disable=missing-function-docstring,missing-class-docstring,too-few-public-methods

from datetime import date
from enum import Enum
from typing import Annotated
from uuid import UUID

from fastapi import (
    Body, Cookie, Depends, FastAPI, File, Form, Header, HTTPException, Path, Query, Response, Security, UploadFile,
)
from fastapi.responses import PlainTextResponse, RedirectResponse
from fastapi.security import (
    APIKeyCookie, APIKeyHeader, APIKeyQuery, HTTPAuthorizationCredentials, HTTPBasic, HTTPBasicCredentials, HTTPBearer,
    OAuth2PasswordBearer,
)
from pydantic import BaseModel, ConfigDict, EmailStr, Field

app = FastAPI(title="Differential", version="1.0.0", openapi_url=None)


class Size(str, Enum):
    SMALL = "small"
    LARGE = "large"


class Dimensions(BaseModel):
    width: Annotated[int, Field(ge=1, le=1000)]
    height: Annotated[int, Field(ge=1, le=1000)]


class Item(BaseModel):
    name: Annotated[str, Field(min_length=1, max_length=10)]
    price: Annotated[float, Field(gt=0)]
    count: Annotated[int, Field(ge=0, le=100)] = 1
    is_offer: bool = False
    tags: list[str] = []
    note: str | None = None
    size: Size = Size.SMALL
    dimensions: Dimensions | None = None


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: UUID
    email: EmailStr
    day: date


class Login(BaseModel):
    username: Annotated[str, Field(min_length=1, max_length=20)]
    password: Annotated[str, Field(min_length=4, max_length=20)]
    remember: bool = False


class Paging(BaseModel):
    limit: Annotated[int, Field(ge=1, le=50)] = 10
    after: str | None = None


@app.get("/")
async def root():
    return {"hello": "world"}


@app.get("/items/{item_id}")
async def read_item(
    item_id: Annotated[int, Path(ge=1)], q: Annotated[str | None, Query(max_length=5)] = None
):
    return {"item_id": item_id, "q": q}


@app.delete("/items/{item_id}", status_code=204)
async def delete_item(item_id: int):  # pylint: disable=unused-argument
    return None


@app.put("/items/{item_id}")
async def put_item(item_id: int, item: Item, dry: bool = False):  # pylint: disable=unused-argument
    return item


@app.post("/items", status_code=201)
async def create_item(item: Item):
    return item


@app.post("/strict")
async def strict_model(strict: Strict):
    return strict


@app.post("/two")
async def two(item: Item, importance: Annotated[int, Body(gt=0)]):  # pylint: disable=unused-argument
    return importance


@app.post("/embedded")
async def embedded(count: Annotated[int, Body(embed=True)]):
    return count


@app.post("/numbers")
async def numbers(values: Annotated[list[int], Body(min_length=1, max_length=3)]):
    return values


@app.post("/map")
async def mapping(values: dict[str, int]):
    return values


@app.get("/search")
async def search(
    tag: Annotated[list[str], Query()] = [],  # pylint: disable=dangerous-default-value
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
    flag: bool = False,
    ratio: float | None = None,
    size: Size = Size.SMALL,
):
    return {"tag": tag, "limit": limit, "flag": flag, "ratio": ratio, "size": size}


@app.get("/paging")
async def paging(page: Annotated[Paging, Query()]):
    return page


@app.get("/headers")
async def headers(
    x_token: Annotated[str, Header(min_length=3, max_length=8)],
    x_count: Annotated[int | None, Header()] = None,
    x_flag: Annotated[bool, Header()] = True,
):
    return {"token": x_token, "count": x_count, "flag": x_flag}


@app.get("/cookies")
async def cookies(session: Annotated[str, Cookie()], visits: Annotated[int, Cookie()] = 0):
    return {"session": session, "visits": visits}


@app.post("/login")
async def login(form: Annotated[Login, Form()]):
    return form


@app.post("/fields")
async def fields(a: Annotated[int, Form()], b: Annotated[list[str], Form()] = []):  # pylint: disable=dangerous-default-value
    return {"a": a, "b": b}


@app.post("/upload")
async def upload(file: UploadFile, note: Annotated[str | None, Form()] = None):
    content = await file.read()
    return {"filename": file.filename, "size": len(content), "content_type": file.content_type, "note": note}


@app.post("/uploads")
async def uploads(files: Annotated[list[UploadFile], File()] = []):  # pylint: disable=dangerous-default-value
    return [file.filename for file in files]


@app.get("/bool/{value}")
async def boolean(value: bool):
    return value


@app.get("/float/{value}")
async def floating(value: float):
    return value


@app.get("/enum/{value}")
async def enumeration(value: Size):
    return value


@app.get("/uuid/{value}")
async def uuid(value: UUID):
    return value


@app.get("/date/{value}")
async def day(value: date):
    return value


@app.get("/files/{path:path}")
async def files(path: str):
    return path


@app.get("/users/me")
async def me():
    return "me"


@app.get("/users/{name}")
async def user(name: str):
    return name


@app.get("/slash/")
async def slash():
    return "slash"


async def verified_tenant(x_tenant: Annotated[int, Header()]) -> int:
    if x_tenant <= 0:
        raise HTTPException(403, "No such tenant")
    return x_tenant


@app.get("/tenant")
async def tenant(verified: Annotated[int, Depends(verified_tenant)], n: int):
    return verified + n


@app.get("/teapot")
async def teapot():
    raise HTTPException(418, {"reason": "tea"}, {"Retry-After": "60"})


@app.get("/gone")
async def gone():
    raise HTTPException(410)


@app.get("/crash")
async def crash():
    raise RuntimeError("cancelled")


@app.get("/moved")
async def moved():
    return RedirectResponse("/users/me", 303)


@app.get("/cookie")
async def cookie():
    response = PlainTextResponse("set")
    response.set_cookie("a", "1", max_age=60)
    return response


@app.get("/bearer")
async def bearer(token: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())]):
    return token.credentials


@app.get("/oauth")
async def oauth(token: Annotated[str, Depends(OAuth2PasswordBearer(tokenUrl="login"))]):
    return token


@app.get("/basic")
async def basic(login_: Annotated[HTTPBasicCredentials, Depends(HTTPBasic())]):
    return [login_.username, login_.password]


@app.get("/key/header")
async def key_header(key: Annotated[str, Security(APIKeyHeader(name="X-API-Key"))]):
    return key


@app.get("/key/query")
async def key_query(key: Annotated[str, Security(APIKeyQuery(name="api_key"))]):
    return key


@app.get("/key/cookie")
async def key_cookie(key: Annotated[str, Security(APIKeyCookie(name="key"))]):
    return key


@app.get("/maybe")
async def maybe(
    response: Response,  # pylint: disable=unused-argument
    token: Annotated[HTTPAuthorizationCredentials | None, Depends(HTTPBearer(auto_error=False))],
):
    return token.credentials if token else "anonymous"
